"""What `grader quiz export` writes is read back by parsers that share no code with it."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import genanki
import pytest
from helpers import ROOT
from quiz_helpers import choice, recall

from grader.quiz.cards import AnyCard, Bug, Choice, Cloze, Deck, KeyPoint, Match, Numeric, Option, Order, WrongFormula
from grader.quiz.load import load_collection
from grader.quiz.marking import mark
from grader.render.cards.anki_text import anki_text, guid
from grader.render.cards.apkg import apkg
from grader.render.cards.moodle_quiz import moodle_quiz
from grader.render.cards.number import wanted
from grader.render.cards.plain_json import cards_json
from grader.render.cards.question import questions
from grader.render.cards.spreadsheet import cards_csv
from grader.render.cards.text2qti import text2qti

GRADER = str(Path(sys.executable).with_name("grader"))
COURSE = load_collection(ROOT / "quizzes", None)
TITLES = {deck.name: deck.title for deck in COURSE.decks}
NASTY = "a < b & \"c\" 'd' ]]> <script>alert(1)</script>\n=1+1\t{x} {{y}} *z* # $q$ ~e/f} ..."


def common(id: str) -> dict[str, Any]:
    return {"id": id, "note": id, "deck": "deck", "level": "basic", "tags": ("one", "two"), "source": ("book",)}


def number(id: str = "n", answer: str = "g ** 2", **given: Any) -> Numeric:
    fields = {"front": "{g} squared?", "params": (("g", (2.0, 3.0, 5.0)),), "rel": 0.01, "absolute": 0.0, **given}
    return Numeric(**common(id), answer=answer, **fields)


def gaps(pieces: tuple[str, ...], *ways: tuple[str, ...]) -> tuple[Cloze, ...]:
    made = {**common("c"), "pieces": pieces, "gaps": ways}
    return tuple(Cloze(**{**made, "id": f"c.{place + 1}"}, gap=place) for place in range(len(ways)))


def one_of_each(text: str) -> tuple[AnyCard, ...]:
    """Cards of every kind, all made of one text."""
    points = (KeyPoint(f"point {text}"),)
    options = (Option(f"yes {text}", True, f"right {text}"), Option(f"no {text}", False, f"wrong {text}"))
    return (
        recall("r", tags=("one",), back=text),
        Choice(**common("ch"), front=text, choices=options),
        number(front=f"{{g}} {text}"),
        *gaps((f"{text} ", " and ", f" {text}"), (f"first {text}", "1"), ("second", "2")),
        Order(**common("o"), front=text, items=(f"1 {text}", f"2 {text}", f"3 {text}")),
        Match(**common("m"), front=text, pairs=((f"left {text}", "right"), ("l", f"r {text}"))),
        Bug(**common("b"), front=text, code=f"x = 1\n{text}", lang="", lines=(1, 2), fix=f"y\n  {text}",
            key_points=points),
    )  # fmt: skip


def exported(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GRADER_HOME": str(home), "PYTHONUTF8": "1"}
    command = [GRADER, "quiz", "export", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, cwd="/")


# Which questions


def test_a_card_with_parameters_leaves_with_three_fixed_sets_of_numbers_and_others_once() -> None:
    asked = questions([number(params=(("g", tuple(map(float, range(100)))),)), choice("c")], {})
    assert [one.id for one in asked] == ["n", "n/2", "n/3", "c"]
    assert len({one.asked.text for one in asked[:3]}) == 3
    assert questions([number()], {}) == questions([number()], {})


def test_a_card_whose_numbers_do_not_change_leaves_once() -> None:
    assert [one.id for one in questions([number(params=(), front="?", answer="4")], {})] == ["n"]


# Anki


def anki_rows(text: str) -> tuple[list[str], list[list[str]]]:
    header = [line for line in text.splitlines() if line.startswith("#")]
    body = text.split("\n", len(header))[-1]
    return header, list(csv.reader(io.StringIO(body), delimiter="\t", strict=True))


def test_the_text_for_anki_names_its_columns_and_has_a_row_per_card() -> None:
    header, rows = anki_rows(anki_text(questions([choice("a"), recall("b")], {}), {"deck": "A :: title"}))
    assert header == ["#separator:Tab", "#html:true", "#guid column:1", "#deck column:2", "#tags column:3"]
    assert [row[0] for row in rows] == [genanki.guid_for("grader", "a"), genanki.guid_for("grader", "b")]
    assert {row[1] for row in rows} == {"Vanishing gradients::A :  title"}
    assert rows[0][2].split() == ["level-basic", "kind-choice"]
    assert "<li>yes</li>" in rows[0][3]
    assert rows[1][4].startswith("<b>alpha and beta</b><ul><li>It has alpha.</li>")


def test_ids_for_anki_are_those_that_genanki_makes() -> None:
    ids = [card.id for card in COURSE.cards]
    assert [guid(id) for id in ids] == [genanki.guid_for("grader", id) for id in ids]
    assert len({guid(id) for id in ids}) == len(ids)


def test_a_key_that_begins_with_the_sign_of_comments_makes_no_comment() -> None:
    id = next(f"c{number}" for number in range(10_000) if genanki.guid_for("grader", f"c{number}").startswith("#"))
    header, rows = anki_rows(anki_text(questions([choice(id)], {}), {}))
    assert (len(header), [row[0] for row in rows]) == (5, [genanki.guid_for("grader", id)])


def test_a_text_with_every_mark_comes_through_the_text_for_anki_as_itself() -> None:
    _, rows = anki_rows(anki_text(questions(one_of_each(NASTY), {}), {}))
    assert all(len(row) == 5 for row in rows)
    assert not any("<script" in field for row in rows for field in row)
    assert all(NASTY in unescape(row[3].replace("<br>", "\n")) for row in rows[1:])
    assert NASTY in unescape(rows[0][4].replace("<br>", "\n"))


def test_the_answer_on_the_back_has_the_letters_of_the_front() -> None:
    for one in questions(one_of_each("text"), {}):
        if one.card.kind in ("order", "match"):
            _, [row] = anki_rows(anki_text([one], {}))
            letters = re.split("[:<]", row[4].removeprefix("<b>"))[0]
            assert mark(one.card, one.seed, letters).right


def read_package(file: Path) -> list[tuple[str, str, str]]:
    with zipfile.ZipFile(file) as archive:
        (file.parent / "collection").write_bytes(archive.read("collection.anki2"))
    db = sqlite3.connect(file.parent / "collection")
    rows = db.execute("SELECT guid, flds, tags FROM notes ORDER BY id").fetchall()
    db.close()
    return rows


def test_a_package_for_anki_holds_a_note_per_card_and_one_per_text_with_gaps(tmp_path: Path) -> None:
    file = tmp_path / "cards.apkg"
    file.write_bytes(apkg(questions(one_of_each("x"), {}), {}, 1e9))
    notes = {row[0]: row[1].split("\x1f") for row in read_package(file)}
    variants = {guid("n/2"), guid("n/3")}
    assert notes.keys() - variants == {guid(id) for id in ("r", "ch", "n", "c", "o", "m", "b")}
    assert notes[guid("c")][0] == "x {{c1::first x}} and {{c2::second}} x"
    back = "<b>line 1 or 2</b><ul><li>point x</li></ul><pre> 1  y<br> 2    x</pre><p>Source: book</p>"
    assert notes[guid("b")][1] == back


def test_a_package_is_the_same_every_time_and_newer_when_the_decks_are(tmp_path: Path) -> None:
    def collection(changed: float) -> bytes:
        (tmp_path / "cards.apkg").write_bytes(apkg(questions(COURSE.cards, COURSE.sources), TITLES, changed))
        with zipfile.ZipFile(tmp_path / "cards.apkg") as archive:
            return archive.read("collection.anki2")

    first = collection(1e9)
    assert collection(1e9) == first
    assert collection(1e9 + 60) != first


def test_braces_and_colons_of_a_text_end_no_gap_in_anki(tmp_path: Path) -> None:
    (tmp_path / "cards.apkg").write_bytes(apkg(questions(gaps(("{{a}} :: ", ""), ("b}} :: c",)), {}), {}, 1e9))
    [(_, fields, _)] = read_package(tmp_path / "cards.apkg")
    text = fields.split("\x1f")[0]
    assert re.findall(r"\{\{c\d+::(.*?)\}\}", text) == ["b&#125;&#125; &#58;&#58; c"]
    assert unescape(re.sub(r"\{\{c1::|\}\}(?=$)", "", text)) == "{{a}} :: b}} :: c"


# Moodle


def moodle(cards: tuple[AnyCard, ...]) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(moodle_quiz(questions(cards, {"book": "A book"}), {"deck": "A/B"}))
    assert root.tag == "quiz"
    return {one.findtext("idnumber") or "": one for one in root}


def test_every_kind_of_card_has_its_type_in_moodle_and_its_id_as_idnumber() -> None:
    found = moodle(one_of_each("x"))
    types = {id: one.get("type") for id, one in found.items() if "/" not in id}
    assert types == {
        "": "category", "r": "essay", "ch": "multichoice", "n": "numerical", "c": "cloze", "o": "matching",
        "m": "matching", "b": "numerical",
    }  # fmt: skip
    assert found[""].findtext("category/text") == "$course$/top/Vanishing gradients/A//B"


def test_moodle_gets_the_texts_as_they_are() -> None:
    found = moodle(one_of_each(NASTY))
    for id in ("ch", "n", "o", "m", "b"):
        html = found[id].findtext("questiontext/text") or ""
        assert "<script" not in html
        assert NASTY in unescape(html.replace("<br>", "\n"))


def test_a_choice_in_moodle_gives_every_reason_and_full_marks_only_for_all_that_is_right() -> None:
    options = (Option("a", True, "A."), Option("b", True, "B."), Option("c", True, "C."), Option("d", False, "D."))
    [_, one] = moodle((Choice(**common("ch"), front="?", choices=options),)).values()
    assert one.findtext("single") == "false"
    assert [answer.get("fraction") for answer in one.iter("answer")] == ["33.33333", "33.33333", "33.33333", "-100"]
    assert [answer.findtext("feedback/text") for answer in one.iter("answer")] == ["A.", "B.", "C.", "D."]


def test_a_number_in_moodle_has_the_margin_that_the_card_allows_and_the_reason_for_a_mistake() -> None:
    wrong = (WrongFormula("g * 2", "You doubled."), WrongFormula("log(0 * g)", "No value."))
    [_, one] = moodle((number(params=(("g", (5.0,)),), wrong=wrong),)).values()
    right, mistake = one.iter("answer")
    assert (right.findtext("text"), right.get("fraction")) == ("25.0", "100")
    assert float(right.findtext("tolerance") or "") == 0.25  # 1 % of 25
    assert (mistake.findtext("text"), mistake.get("fraction")) == ("10.0", "0")
    assert mistake.findtext("feedback/text") == "You doubled."


def test_a_number_too_small_for_moodle_is_asked_for_as_a_power_of_ten() -> None:
    [_, one] = moodle((number(params=(), front="How small?", answer="10 ** -30", rel=0.05),)).values()
    [answer] = one.iter("answer")
    assert float(answer.findtext("text") or "") == -30
    assert math.isclose(float(answer.findtext("tolerance") or ""), math.log10(1.05), rel_tol=1e-12)
    assert "log₁₀" in (one.findtext("questiontext/text") or "")


@pytest.mark.parametrize("value", ["0.00009999", "-0.00001", "0.0001", "-3", "0"])
def test_a_number_and_its_margin_are_on_one_scale(value: str) -> None:
    want = wanted(number(params=(), front="?", answer=value, absolute=0.001 if value == "0" else 0.0), 0)
    assert want.is_log == (0 < abs(float(value)) < 1e-4)
    assert math.isclose(want.value, math.log10(abs(float(value))) if want.is_log else float(value), rel_tol=1e-12)


def test_gaps_in_moodle_take_every_way_to_write_them_and_end_at_no_brace_of_the_text() -> None:
    [_, one] = moodle(gaps(("say {", "", "}"), ("a}b~c", "#1"), ("x < y & z",))).values()
    html = one.findtext("questiontext/text") or ""
    assert html.startswith("say &#123;{1:SHORTANSWER:=")
    inside = re.findall(r"\{1:SHORTANSWER:(.*?)\}", html)
    ways = [[unescape(way.removeprefix("=")) for way in gap.split("~")] for gap in inside]
    assert ways == [["a}b~c", "#1"], ["x < y & z"]]
    assert not any(re.search("(?<!&)#", gap) for gap in inside)  # which would begin feedback


def test_a_star_in_a_gap_stands_for_itself_in_moodle() -> None:
    [_, one] = moodle(gaps(("", ""), ("i * g",))).values()
    assert one.findtext("questiontext/text") == r"{1:SHORTANSWER:=i \* g}"


def test_lines_of_a_bug_are_all_right_in_moodle_and_the_mended_code_is_shown() -> None:
    one = moodle(one_of_each("x"))["b"]
    assert [answer.findtext("text") for answer in one.iter("answer")] == ["1", "2"]
    assert "<pre> 1  y<br> 2    x</pre>" in (one.findtext("generalfeedback/text") or "")


# Canvas, tables, scripts


def test_every_question_for_text2qti_begins_a_block_and_every_other_line_is_indented_or_a_sign() -> None:
    asked = questions(one_of_each(NASTY), {})
    text = text2qti(asked, NASTY)
    signs = r"Quiz title: |Title: |Points: 1$|\d+\. |\.\.\. |\*?[a-z]\) |\* |= |____$|\[[* ]\] |    ?|$"
    assert [line for line in text.splitlines() if not re.match(signs, line)] == []
    assert [*map(int, re.findall(r"^(\d+)\. ", text, re.MULTILINE))] == list(range(1, len(asked) + 1))
    markdown = re.sub(r"(?ms)```.*?```|^\* [^\n]*$", "", text)  # code and short answers are none
    assert "<script" not in markdown


def test_why_an_option_is_wrong_stands_once_at_the_option() -> None:
    text = text2qti(questions([choice("c")], {}), "t")
    assert [text.count(why) for why in ("It is.", "It is not.")] == [1, 1]


def test_a_fence_in_code_ends_no_code_for_text2qti() -> None:
    card = Bug(**common("b"), front="?", code="x = '''\n```\n'''", lang="", lines=(1,), fix="x")
    text = text2qti(questions([card], {}), "t")
    assert text.count("````") == 2


def test_a_number_that_text2qti_would_round_away_is_asked_for_as_a_power_of_ten_and_zero_as_a_word() -> None:
    def last(answer: str, **given: Any) -> str:
        return text2qti(questions([number(params=(), front="?", answer=answer, **given)], {}), "t").splitlines()[-1]

    assert last("0.25", rel=0.01) == "= 0.25 +- 0.0025"
    fine = re.fullmatch(r"= (\S+) \+- (\S+)", last("0.25", rel=0.001))  # 0.00025 is less than QTI's four decimals keep
    assert fine is not None
    assert math.isclose(10 ** float(fine[1]), 0.25, rel_tol=1e-12)
    assert math.isclose(10 ** float(fine[2]), 1.001, rel_tol=1e-9)
    assert last("0", absolute=0.00001) == "* 0"  # text2qti refuses numbers that near to 0


def test_the_table_has_a_row_per_question_and_no_cell_that_a_spreadsheet_computes() -> None:
    nasty = (recall("r", back="=HYPERLINK(1)"), *one_of_each("@SUM(A1)"))
    header, *rows = csv.reader(io.StringIO(cards_csv(questions(nasty, {}))), strict=True)
    assert header[:3] == ["id", "deck", "kind"]
    assert all(len(row) == len(header) for row in rows)
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "@", "+", "-")] == []
    assert rows[0][header.index("answer")] == "'=HYPERLINK(1)"


def test_json_holds_what_a_deck_says_and_nothing_of_this_machine() -> None:
    decks = [Deck("deck", 1, "T", ()), Deck("other", 1, "O", ())]
    said = json.loads(cards_json(one_of_each(NASTY), decks, {"book": "B", "x": "X"}))
    assert said["schema_version"] == 1
    assert said["decks"] == [{"deck": "deck", "version": 1, "title": "T"}]
    assert said["sources"] == {"book": "B"}
    by_type = {card["type"]: card for card in said["cards"]}
    assert set(by_type) == {"recall", "choice", "numeric", "cloze", "order", "match", "bug"}
    assert by_type["choice"]["front"] == NASTY
    assert by_type["choice"]["choices"][0] == {
        "text": f"yes {NASTY}", "correct": True, "why": f"right {NASTY}", "misconception": "",
    }  # fmt: skip
    assert not any("where" in card for card in said["cards"])


# The command


FORMATS = [
    ("anki", "#separator:Tab"),
    ("moodle", "<?xml"),
    ("text2qti", "Quiz title: "),
    ("csv", "id,deck,kind"),
    ("json", "{"),
]


@pytest.mark.parametrize(("form", "begins"), FORMATS)
def test_the_command_writes_to_standard_output_or_to_a_file_the_same(form: str, begins: str, tmp_path: Path) -> None:
    shown = exported("--format", form, "lstm", home=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith(begins)
    file = tmp_path / "file"
    written = exported("--format", form, "-o", str(file), "lstm", home=tmp_path)
    cards = sum("lstm" in (card.deck, *card.tags) for card in COURSE.cards)
    assert (written.returncode, written.stdout) == (0, "")
    assert written.stderr == f"wrote {file}: {cards} cards\n"
    assert file.read_text(encoding="utf-8") == shown.stdout


def test_standard_output_is_utf8_whatever_the_terminal_is(tmp_path: Path) -> None:
    environment = {**os.environ, "GRADER_HOME": str(tmp_path), "PYTHONIOENCODING": "ascii"}
    command = [GRADER, "quiz", "export", "--format", "csv", "lstm"]
    done = subprocess.run(command, capture_output=True, timeout=60, env=environment, check=True)
    assert "⊙" in done.stdout.decode("utf-8")


def test_a_package_needs_a_file(tmp_path: Path) -> None:
    done = exported("--format", "apkg", home=tmp_path)
    assert done.returncode == 2
    assert "a package is no text: name its file with -o" in done.stderr


@pytest.mark.parametrize("form", ["apkg", "csv"])
def test_a_file_that_cannot_be_written_is_said(form: str, tmp_path: Path) -> None:
    done = exported("--format", form, "-o", str(tmp_path / "none" / "file"), home=tmp_path)
    assert done.returncode == 3
    assert "the file cannot be written: No such file or directory" in done.stderr


@pytest.mark.parametrize("form", ["apkg", "json"])
def test_a_file_that_is_there_is_replaced_whole_or_stays_as_it_was(form: str, tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: each write beyond it fails."""
    file = tmp_path / "cards"
    file.write_text("the cards of last week")
    limited = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", GRADER, "quiz", "export", "--format", form, "-o", file]
    home = {**os.environ, "GRADER_HOME": str(tmp_path / "home")}
    done = subprocess.run(limited, capture_output=True, text=True, timeout=60, env=home)
    assert (done.returncode, file.read_text()) == (3, "the cards of last week")
    assert "the file cannot be written: File too large" in done.stderr
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["cards"]


def test_a_package_leaves_no_other_file_behind(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    command = [GRADER, "quiz", "export", "--format", "apkg", "-o", tmp_path / "cards.apkg"]
    home = {**os.environ, "GRADER_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "temporary")}
    subprocess.run(command, capture_output=True, timeout=60, env=home, check=True)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_without_genanki_the_text_is_offered(tmp_path: Path) -> None:
    hide = "import sys; sys.modules['genanki'] = None; sys.argv = ['grader', *sys.argv[1:]]; "
    code = hide + "from grader.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "quiz", "export", "--format", "apkg", "-o", str(tmp_path / "x")]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, env={**os.environ, "GRADER_HOME": str(tmp_path)}
    )
    assert done.returncode == 3
    assert "genanki, which is not installed" in done.stderr
    assert "or export with `--format anki`" in done.stderr


def test_an_unknown_deck_is_refused_with_the_nearest(tmp_path: Path) -> None:
    done = exported("--format", "csv", "lsmt", home=tmp_path)
    assert done.returncode == 2
    assert "Did you mean `lstm`?" in done.stderr
