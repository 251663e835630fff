"""Decks beside each other, and the command that says what is wrong with them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT

from grader.errors import DeckError
from grader.quiz.find import quizzes_root
from grader.quiz.lint import Known, lint
from grader.quiz.mistake import Mistake, Place, in_order
from grader.quiz.shape import deck_schema

DECKS = Path(__file__).parent / "decks"
MALFORMED = Path(__file__).parent / "malformed"
KNOWN = Known(frozenset({"bptt"}), frozenset({"bptt.no_carry"}))
HEAD = "deck: {}\nversion: 1\ntitle: A sample\ndefaults: {{source: pascanu2013, level: basic}}\ncards:\n"
CARD = "  - id: {}\n    type: recall\n    front: Why {}?\n    key_points: [The chain rule multiplies]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DECKS, tmp_path / "decks"))


def quiz_lint(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grader", "quiz", "lint", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def said(files: list[Path], sources: Path) -> list[str]:
    return [f"{file.name}:{mistake}" for file, mistake in lint(files, KNOWN, sources).mistakes]


def test_a_right_deck_has_no_mistakes(folder: Path):
    assert said([folder / "every_kind.yaml", folder / "sources.yaml"], folder / "none.yaml") == []


def test_an_id_of_another_deck_is_named_with_its_place(folder: Path):
    deck = folder / "later.yaml"
    deck.write_text(HEAD.format("later") + CARD.format("clip", "clip"))

    line = (folder / "every_kind.yaml").read_text("utf-8").splitlines().index("  - id: clip") + 1
    assert said([deck], folder / "none.yaml") == [
        f"later.yaml:6:9: `clip` is also the id of a card at every_kind.yaml:{line}; give it another"
    ]


def test_a_deck_with_the_name_of_another_is_named(folder: Path):
    deck = folder / "later.yaml"
    deck.write_text(HEAD.format("every-kind") + CARD.format("new", "new"))

    assert said([deck], folder / "none.yaml") == [
        "later.yaml:1:7: `every-kind` is also the deck in every_kind.yaml; give it another name"
    ]


def test_a_card_may_follow_and_cure_what_is_in_a_deck_beside(folder: Path):
    deck = folder / "later.yaml"
    deck.write_text(HEAD.format("later") + CARD.format("new", "new") + "    follow_up: clip\n")

    assert said([deck], folder / "none.yaml") == []


def test_while_a_deck_cannot_be_read_to_its_end_nobody_misses_its_cards(folder: Path):
    broken = folder / "broken.yaml"
    broken.write_text(HEAD.format("broken") + CARD.format("one", "one") + "  - id: two\n    front: `x`\n")
    deck = folder / "later.yaml"
    deck.write_text(HEAD.format("later") + CARD.format("new", "new") + "    follow_up: two\n")

    assert [line.split(":")[:2] for line in said([deck, broken], folder / "none.yaml")] == [["broken.yaml", "11"]]


def test_a_folder_without_sources_uses_the_course_s(folder: Path, tmp_path: Path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.yaml").write_text(HEAD.format("mine") + CARD.format("new", "new"))

    assert said([own / "mine.yaml"], folder / "sources.yaml") == []
    assert said([own / "mine.yaml"], folder / "none.yaml") == [
        "mine.yaml:4:20: `pascanu2013` is no source; add it to sources.yaml, or name one that is there"
    ]


def test_mistakes_come_in_the_order_of_their_places_and_each_once():
    places = [Place(10, 1), Place(9, 80), Place(9, 9), Place(9, 80)]

    ordered = in_order(Mistake(place, "this is wrong", "mend it") for place in places)

    assert [one.place for one in ordered] == [Place(9, 9), Place(9, 80), Place(10, 1)]


def test_the_command_names_every_mistake_and_ends_with_3(tmp_path: Path):
    deck = tmp_path / "several.yaml"
    deck.write_bytes((MALFORMED / "several_at_once.yaml").read_bytes())

    done = quiz_lint("several.yaml", cwd=tmp_path)

    lines = done.stdout.splitlines()
    assert done.returncode == 3, done.stderr
    assert "several.yaml:16:5: `levle` is no field here; did you mean `level`?" in lines
    assert len([line for line in lines if line.startswith("several.yaml:")]) == len(lines) >= 6
    assert done.stderr.strip() == f"1 deck, 2 cards, {len(lines)} mistakes"


def test_the_command_is_content_with_a_right_deck(folder: Path):
    done = quiz_lint("--run", "every_kind.yaml", "sources.yaml", cwd=folder)

    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    assert done.stderr.strip() == "1 deck, 8 cards, 0 mistakes"  # seven notes, one of them a text with two gaps


def test_the_command_runs_proofs_only_when_asked(folder: Path):
    deck = folder / "every_kind.yaml"
    deck.write_text(deck.read_text("utf-8").replace("- 1) < 1e-12", "- 2) < 1e-12"), "utf-8")

    assert quiz_lint("every_kind.yaml", cwd=folder).returncode == 0
    done = quiz_lint("--run", "every_kind.yaml", cwd=folder)
    assert done.returncode == 3
    line = deck.read_text("utf-8").splitlines().index("    verify: |") + 1
    assert done.stdout == f"every_kind.yaml:{line}:13: the proof fails: AssertionError; mend card or proof\n"


def test_an_installation_without_decks_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("grader.quiz.find.course_root", lambda: tmp_path)

    with pytest.raises(DeckError) as caught:
        quizzes_root()

    assert caught.value.what == "the decks are not where the package expects them"
    assert caught.value.where == str(tmp_path / "quizzes")
    assert caught.value.todo.startswith("install again")


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    done = quiz_lint("nowhere.yaml", cwd=tmp_path)

    assert done.returncode == 3
    assert "the deck cannot be read: No such file or directory" in done.stderr
    assert "nowhere.yaml" in done.stderr


def test_a_deck_cannot_write_to_the_terminal(tmp_path: Path):
    (tmp_path / "deck.yaml").write_text("deck: \"\\e[2Jgone\"\nversion: 1\ntitle: '\u202eevil'\ncards: [{id: 1}]\n")

    done = quiz_lint("deck.yaml", cwd=tmp_path)

    assert done.returncode == 3
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout


def test_the_schema_for_editors_is_current():
    assert (ROOT / "quizzes" / "deck.schema.json").read_text("utf-8") == deck_schema()


def test_the_schema_command_prints_it(tmp_path: Path):
    command = [sys.executable, "-m", "grader", "quiz", "schema"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout == deck_schema()


def test_the_schema_knows_every_field_and_no_other():
    cards = json.loads(deck_schema())["$defs"]

    assert "key_points" in cards["RecallShape"]["properties"]
    assert cards["NumericShape"]["required"] == ["id", "type", "front", "answer", "tolerance"]
    assert not any(shape.get("additionalProperties", False) for shape in cards.values())
