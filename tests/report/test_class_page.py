"""The class's page in a real browser: of 3, 300 and 5,000 students, with a mouse, with a keyboard, on paper."""

from __future__ import annotations

import re
import zlib

import pytest
from pages import answer_of, class_facts, class_page, facts_of, page_of, points, records
from playwright.sync_api import Page, expect

from grader.submission import Student

pytestmark = pytest.mark.slow
SIZES = (3, 300, 5000)


@pytest.fixture(params=SIZES)
def students(request) -> int:
    return request.param


@pytest.fixture
def watched(opened, students):
    watched = opened(class_page(students))
    yield watched
    watched.assert_quiet()


def names(page: Page) -> list[str]:
    """The names that are painted now."""
    return page.locator("#table tbody th").all_inner_texts()


def columns(page: Page) -> list[str]:
    return [re.sub(r"\W+$", "", text) for text in page.locator("#table thead th").all_inner_texts()]


def sort_by(page: Page, title: str) -> None:
    page.locator("#table thead button", has_text=title).click()


def sorted_names(students: int, key, *, down: bool = False) -> list[str]:
    rows = class_facts(students).rows
    order = sorted(range(len(rows)), key=lambda at: key(rows[at], at), reverse=down)
    return [rows[at][1] for at in order]


def by_name(row, at):
    return row[1].lower()


def test_it_opens_with_everybody_counted_and_paints_no_more_rows_than_fit(watched, students):
    page = watched.page

    expect(page.locator("#shown")).to_have_text(f"{students} of {students} students")
    assert names(page) == sorted_names(students, by_name)[: len(names(page))]
    assert len(names(page)) <= 60
    assert columns(page)[2:] == ["rnn", "jacobians", "bptt"]


def test_scrolling_to_the_end_shows_the_last_student(watched, students):
    page = watched.page

    page.locator("#scroller").evaluate("it => { it.scrollTop = it.scrollHeight }")
    last = sorted_names(students, by_name)[-3:]

    expect(page.locator("#table tbody th").last).to_have_text(last[-1])
    assert names(page)[-3:] == last


def test_it_sorts_by_an_exercise_both_ways(watched, students):
    page = watched.page
    score = lambda row, at: row[3][0] if row[3] else -1  # noqa: E731  the first exercise's points

    sort_by(page, "rnn")
    # From the most points down; who is equal stays in the order of the class.
    down = sorted(class_facts(students).rows, key=lambda row: -score(row, 0))
    assert names(page)[:30] == [row[1] for row in down][:30]
    assert page.locator("[aria-sort=descending]").inner_text().startswith("rnn")

    sort_by(page, "rnn")
    assert names(page)[:30] == sorted_names(students, score)[:30]
    assert page.locator("[aria-sort=ascending]").count() == 1


def test_it_sorts_by_name_from_the_keyboard(watched, students):
    page = watched.page

    page.locator("#table thead button").first.focus()
    page.keyboard.press("Enter")

    assert names(page)[:30] == sorted_names(students, by_name, down=True)[:30]
    assert page.locator("[aria-sort=descending]").count() == 1
    assert page.evaluate("document.activeElement.textContent").startswith("student")


def test_it_filters_by_state(watched, students):
    page, rows = watched.page, class_facts(students).rows
    short = [row for row in rows if any(cell and cell[2] == 2 for cell in row[3:])]

    page.locator("#which").select_option("short")
    expect(page.locator("#shown")).to_have_text(f"{len(short)} of {students} students")

    page.locator("#which").select_option("missing")
    expect(page.locator("#shown")).to_have_text(f"{sum(0 in row[3:] for row in rows)} of {students} students")


def test_slash_goes_to_the_search_and_every_word_counts(watched, students):
    page, rows = watched.page, class_facts(students).rows
    name, id = rows[-1][1:3]

    page.keyboard.press("/")
    page.keyboard.type(f"{name.split()[-1].upper()} {id}")

    expect(page.locator("#shown")).to_have_text(f"1 of {students} students")
    assert names(page) == [name]

    page.locator("#find").fill("nobody is called so")
    expect(page.locator("#shown")).to_have_text(f"0 of {students} students")


def test_a_student_opens_with_every_check_and_escape_closes_and_gives_the_focus_back(watched, students):
    page = watched.page
    first = page.locator("#table tbody a").nth(1)
    name = first.inner_text()

    first.focus()
    page.keyboard.press("Enter")
    article = page.locator("#student")
    expect(article).to_be_focused()
    expect(article.locator("h3")).to_have_text(name)
    row = next(row for row in class_facts(students).rows if f"#s-{row[0]}" == first.get_attribute("href"))
    assert article.locator(".grader-result").count() == sum(1 for cell in row[3:] if cell)
    assert page.url.endswith(f"#s-{row[0]}")

    page.keyboard.press("Escape")
    expect(article).to_be_hidden()
    expect(first).to_be_focused()
    assert page.url.endswith("#students")


def test_a_permalink_opens_its_student(opened, students):
    key, name = class_facts(students).rows[-1][:2]
    watched = opened(class_page(students), f"#s-{key}")

    expect(watched.page.locator("#student h3")).to_have_text(name)
    assert watched.page.locator("#student").bounding_box()["y"] < 900
    watched.assert_quiet()


def test_an_idea_says_who_holds_it(watched, students):
    page, idea = watched.page, class_facts(students).ranked()[0]

    page.locator(".ideas details summary").first.click()

    expect(page.locator(".who").first.locator("a")).to_have_count(len(idea.rows))
    holders = [class_facts(students).rows[row][1] for row in idea.rows]
    assert page.locator(".who").first.locator("a").all_inner_texts() == holders


def test_the_theme_is_the_systems_until_one_is_chosen(opened):
    page = opened(class_page(3), color_scheme="dark").page
    paper = lambda: page.evaluate("getComputedStyle(document.body).backgroundColor")  # noqa: E731

    system = paper()
    page.locator("#theme").click()
    light = paper()
    page.locator("#theme").click()

    assert system == "rgb(23, 24, 26)"
    assert light == "rgb(255, 255, 255)"
    assert paper() == system
    assert page.locator("#theme").inner_text() == "Theme: dark"


def test_on_paper_are_all_students(watched, students):
    pdf = watched.page.pdf(tagged=True)

    # A tagged PDF has an element for each row of a table.
    page, facts = watched.page, class_facts(students)
    others = page.locator("table:not(#table) tr").count()
    assert len(re.findall(rb"/S\s*/TR\b", unpacked(pdf))) == 1 + len(facts.rows) + others
    assert len(names(page)) <= 60, "after printing, only what fits is painted again"


def unpacked(pdf: bytes) -> bytes:
    """The objects of a PDF, those in compressed streams included."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    parts = [pdf]
    for stream in streams:
        try:
            parts.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_an_answer_without_a_grade_counts_on_neither_side(opened):
    right = {name: own[0] for name, own in records().items()}
    answers = [answer_of(right["rnn"]), answer_of(right["bptt"], unstable=True)]
    facts = facts_of((Student("ann", "Ann"), answers))
    page = opened(page_of(facts), f"#s-{facts.rows[0][0]}").page

    most = points()["rnn"] + points()["jacobians"]
    expect(page.locator("#student > p").first).to_have_text(
        f"{points()['rnn']:g} of {most:g} points · 1 of 3 exercises graded"
    )
    cells = page.locator("#table tbody tr").first.locator("td").all_inner_texts()
    assert cells == [f"{points()['rnn']:g}", f"{points()['rnn']:g} ✓", "–", "!"]


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_the_page_itself_never_scrolls_sideways(opened, width):
    key = class_facts(300).rows[7][0]
    page = opened(class_page(300), f"#s-{key}", viewport={"width": width, "height": 900}).page
    expect(page.locator("#student h3")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#scroller").evaluate("it => { it.scrollLeft = 200 }")
    edge = page.locator("#scroller").bounding_box()["x"]
    assert page.locator("#table tbody th").first.bounding_box()["x"] - edge < 2, "the names stay"
