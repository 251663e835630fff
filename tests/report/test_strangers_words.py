"""Names, paths, messages and output that strangers chose: shown, harmless, and gone when names are hidden."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers import rubric_of
from markdown_it import MarkdownIt
from pages import TERMS, answer_of, class_page, facts_of, page_of, points, records
from playwright.sync_api import expect

from grader.render.feedback import feedback
from grader.render.likeness import Alike
from grader.render.marks import Marks
from grader.render.report.answer import Answer
from grader.render.report.student import student_html
from grader.submission import Problem, Student

pytestmark = pytest.mark.slow

OWNS = "window.owned = 1; document.title = 'owned'"
HOSTILE = {
    "a script": f"<script>{OWNS}</script>",
    "the end of a script": f"</script><script>{OWNS}</script>",
    "an end of everything": f"</pre></dd></td></title></style></textarea>--></svg><script>{OWNS}</script>",
    "a comment": "<!--<script>",
    "an image": f'<img src=x onerror="{OWNS}">',
    "an attribute": f'" onmouseover="{OWNS}" x=\'',
    "a link": f"[x](javascript:{OWNS}) ![x](http://example.org/x.png) <http://example.org>",
    "a template": "{{ 7 * 7 }}{% include 'report.html' %}${owned}",
    "right to left": "ana\u202egnp.exe\u2066\u200f",
    "line ends": "a\u2028b\u2029c\r\nd\x85e",
    "nothing": "a\x00b\x1b[31m\x7f",
    "a formula": "=HYPERLINK(1)|cmd",
    "half a character": "a\ud800b",
    "ten kilobytes": "W" * 10_000,
    "letters from right to left": "أحمد בן־דוד",
}


def hostile_record(text: str) -> dict[str, Any]:
    """A record with a text in every place that a learner's file reaches."""
    record = json.loads(json.dumps(records()["rnn"][1]))
    for check in record["checks"]:
        check |= dict.fromkeys(("message", "where", "call", "case", "others", "note"), text) | {"status": "error"}
        check["misconceptions"] = [{"id": "rnn.x", "says": text, "hint": text}]
        check["picture"] = {"title": text, "got": [0.0, -1.0], "want": [0.0, -2.0], "first_wrong": 0}
        check["picture"] |= {"backward": True, "counts": text}
    return record | {"stdout": text, "error": {"kind": "x", "message": text, "line": 3}}


def hostile_class(text: str) -> tuple[Student, list[Answer], list[Problem]]:
    student = Student(f"7{text}", text, text)
    return student, [answer_of(hostile_record(text), origin=text)], [Problem("x", text, text, text, (student.id,))]


@pytest.fixture(params=HOSTILE, name="text")
def hostile_text(request) -> str:
    return HOSTILE[request.param]


def assert_harmless(watched) -> None:
    watched.assert_quiet()
    page = watched.page
    assert page.evaluate("window.owned === undefined && document.title !== 'owned'")
    assert page.locator("body img, body iframe, body [onerror], body [onmouseover], body style").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def shown_of(text: str) -> str:
    """How a text begins where it is shown: what a browser would obey is written out."""
    written = "".join(char.encode("unicode_escape").decode() if char in _OBEYED else char for char in text)
    return " ".join(written.split())[:40]


_OBEYED = "\u202e\u2066\u200f\u2028\u2029\r\x85\x00\x1b\x7f\ud800"


def test_the_class_page_shows_it_and_does_not_obey(opened, text):
    student, answers, problems = hostile_class(text)
    pair = Alike("rnn", (student.id, student.id), 0.9, 100.0, False)
    watched = opened(page_of(facts_of((student, answers)), [pair], problems, title=text))
    page = watched.page

    page.locator("#table tbody a").click()
    expect(page.locator("#student h3")).to_contain_text(shown_of(text)[:20])
    page.locator(".ideas summary").first.click()
    page.locator("#student summary").first.click()

    found = " ".join(page.locator("#student dd").first.inner_text().split())
    assert shown_of(text) in found
    assert shown_of(text) in " ".join(page.locator("#student pre").inner_text().split())
    assert shown_of(text)[:20] in " ".join(page.locator("h1").inner_text().split())
    assert page.locator("script").count() == 3
    assert_harmless(watched)


def test_a_students_page_shows_it_and_does_not_obey(opened, text):
    student, answers, problems = hostile_class(text)
    marks = Marks(student, {"rnn": answers[0].record or {}})
    watched = opened(student_html(marks, points(), answers, problems), script=False)

    told = " ".join(watched.page.locator("body").inner_text().split())
    assert shown_of(text) in told
    assert watched.page.locator("script").count() == 0
    assert_harmless(watched)


def test_a_students_letter_shows_it_as_text(text):
    student, answers, problems = hostile_class(text)
    letter = feedback(Marks(student, {"rnn": answers[0].record or {}}), points(), problems)

    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(letter)
    kinds = {one.type for token in tokens for one in [token, *(token.children or [])]}
    assert not kinds & {"html_block", "html_inline", "link_open", "image"}
    assert [token.content for token in tokens if token.type == "fence"]


DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.mark.parametrize("guarded", [True, False])
def test_a_script_that_got_into_the_page_is_not_run(opened, guarded):
    text = class_page(3).replace("</main>", f"<script>{OWNS}</script><img id='i' src='{DOT}' onload='{OWNS}'></main>")
    if not guarded:  # the policy, and nothing else, is what stops it
        text = text.replace("Content-Security-Policy", "x")
    watched = opened(text)

    assert watched.page.evaluate("window.owned === 1") is not guarded
    assert any("Content Security Policy" in said for said in watched.said) is guarded
    assert watched.page.locator("#i").evaluate("it => it.naturalWidth === 1") is not guarded


NAME = "Zaphod"


def class_of_names() -> str:
    """Two students whose name is in their paths, their output, and an exception's message."""
    wrong = json.loads(json.dumps(next(one for one in records()["rnn"][1:] if one["checks"][0]["status"] == "failed")))
    wrong["checks"][0] |= {"status": "error", "message": f"RuntimeError: {NAME} was here"}
    wrong |= {"stdout": f"{NAME}\n", "error": {"kind": "x", "message": f"{NAME}.py", "line": 1}}
    students = [Student(f"{NAME.lower()}{number}", f"{NAME} Nr {number}", f"{NAME}@example.org") for number in (0, 1)]
    facts = facts_of(*((one, [answer_of(wrong, origin=f"class/{NAME}.py", unstable=False)]) for one in students))
    ids = [one.id for one in students]
    problem = Problem("x", f"class/{NAME}.docx", f"`{NAME}.docx` is no Python", "ask", (ids[0],))
    return page_of(facts, [Alike("rnn", (ids[0], ids[1]), 0.9, 100.0, False)], [problem])


def test_hidden_names_are_nowhere_on_the_page_nor_in_its_address(opened):
    watched = opened(class_of_names())
    page = watched.page
    page.locator("#find").fill(NAME)
    page.locator("#table tbody a").first.click()
    for closed in page.locator("summary").all():
        closed.click()
    expect(page.locator("#student h3")).to_contain_text(NAME)
    before = page.locator("body").inner_text()

    page.locator("#names").click()

    expect(page.locator("#student h3")).to_have_text("Student 1")
    assert before.count(NAME) >= 9, "or this test looks at nothing"
    for place in (page.locator("body").inner_text(), page.locator("body").aria_snapshot(), page.url, page.title()):
        assert NAME.lower() not in place.lower()
        assert str(TERMS["seed"]) not in place, "the class must not see the seed"
    assert str(TERMS["seed"]) in before
    assert page.locator("#find").input_value() == ""
    assert page.locator("#names").get_attribute("aria-pressed") == "true"

    page.locator("#find").fill(NAME)
    assert page.locator("#table tbody th").all_inner_texts() == [], "nobody is found by a hidden name"
    page.locator("#names").click()
    expect(page.locator("#student h3")).to_contain_text(NAME)


def test_hidden_names_are_not_on_paper(opened):
    page = opened(class_of_names()).page
    page.locator("#names").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert "Student 2" in page.locator("body").inner_text()
    assert NAME.lower() not in page.locator("body").inner_text().lower()


def test_nobody_elses_name_is_in_what_is_handed_back():
    ben = Student("ben", "Ben Sato")
    record = records()["rnn"][1]
    answers = [answer_of(record, origin="class/ana_costa/rnn.py")]
    problems = [
        Problem("two_answers", "class/ana_costa", "`ana_costa/rnn.py` and `ben/rnn.py` differ", "ask", ("ana", "ben")),
        Problem("not_python", "class/ana_costa/clip.docx", "ana_costa sent Word", "ask", ("ana",), "clip"),
        Problem("not_python", "class/ben/clip.docx", "it is a Word file", "ask", ("ben",), "clip"),
    ]
    marks = Marks(ben, {"rnn": record})

    for handed_back in (feedback(marks, points(), problems), student_html(marks, points(), answers, problems)):
        assert "ana" not in handed_back.lower().replace("explanation", "")
        assert "it is a Word file" in handed_back
        assert "what your group handed in could not be graded" in handed_back


def test_every_check_of_a_student_is_on_their_page(opened):
    record = records()["rnn"][1]
    marks = Marks(Student("ben", "Ben Sato"), {"rnn": record})
    page = opened(student_html(marks, points(), [answer_of(record)], []), script=False).page

    assert page.locator(".grader-checks > li").count() == len(rubric_of("rnn").checks)
    told = page.locator("body").inner_text()
    assert "grader 0.1.0, course 5f1d0c7ab3e9" in told
    assert str(TERMS["seed"]) not in told, "it is secret: the next inputs come from it"
    assert page.locator("h2").all_inner_texts() == ["Exercises", "Not handed in"]
