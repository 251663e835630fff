"""What we export, given to the programs it is for: the real Anki, and text2qti, in an environment of their own.

The environment is made once and kept beside pytest's cache; its packages are pinned in anki-requirements.txt.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from helpers import ROOT
from quiz_helpers import choice

from grader.quiz.cards import Cloze
from grader.quiz.load import load_collection
from grader.render.cards.question import questions
from grader.render.cards.text2qti import text2qti

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "anki-requirements.txt"
QUESTION = "What is the vanishing-gradient problem in a recurrent network?"
GRADER = str(Path(sys.executable).with_name("grader"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def bin_of_others(request: pytest.FixtureRequest) -> Path:
    """The programs of the environment that has Anki and text2qti."""
    mark = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = Path(request.config.rootpath) / ".pytest_cache" / f"anki-{mark}"
    done = folder / "complete"
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True, timeout=300)
        command = [str(folder / "bin" / "pip"), "install", "--quiet", "--requirement", str(REQUIREMENTS)]
        installed = subprocess.run(command, capture_output=True, text=True, timeout=900)
        assert installed.returncode == 0, f"Anki could not be installed, so nothing is proved:\n{installed.stderr}"
        done.touch()
    return folder / "bin"


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """A copy of the course's decks that a test may change."""
    folder = tmp_path / "decks"
    folder.mkdir()
    for file in (ROOT / "quizzes").glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
        os.utime(folder / file.name, (1_750_000_000, 1_750_000_000))
    return folder


def exported(form: str, file: Path, decks: Path) -> str:
    environment = {**os.environ, "GRADER_HOME": str(decks.parent / "home")}
    command = [GRADER, "quiz", "export", "--format", form, "-o", str(file), "--decks", str(decks)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)
    return str(file)


def reworded(decks: Path) -> None:
    """Change the text of one card, an hour later."""
    file = decks / "the-problem.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(QUESTION) == 1
    file.write_text(text.replace(QUESTION, "What vanishes?"), encoding="utf-8")
    os.utime(file, (1_750_003_600, 1_750_003_600))


def imports(bin_of_others: Path, folder: Path, *files: str) -> list[dict[str, Any]]:
    """What the real Anki says of importing files in turn; the card with QUESTION is answered after the first."""
    folder.mkdir()
    command = [str(bin_of_others / "python"), str(HERE / "imports_into_anki.py"), str(folder), QUESTION, *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    said: list[dict[str, Any]] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize(("form", "name"), [("anki", "cards.txt"), ("apkg", "cards.apkg")])
def test_anki_takes_all_cards_then_updates_what_changed_adds_none_and_keeps_the_schedule(
    form: str, name: str, bin_of_others: Path, decks: Path, tmp_path: Path
) -> None:
    first = exported(form, tmp_path / f"first-{name}", decks)
    again = exported(form, tmp_path / f"again-{name}", decks)
    reworded(decks)
    changed = exported(form, tmp_path / f"changed-{name}", decks)
    one, same, other = imports(bin_of_others, tmp_path / "anki", first, again, changed)
    assert one["new"] == one["notes"] > 300
    assert one["refused"] == one["updated"] == 0
    assert (same["new"], same["notes"], same["cards"]) == (0, one["notes"], one["cards"])
    assert (other["new"], other["updated"] > 0, other["notes"]) == (0, True, one["notes"])
    assert one["schedule"][3] == 5  # the interval that the learner's answer gave
    assert other["schedule"] == same["schedule"] == one["schedule"]
    assert (same["question"], other["question"]) == (QUESTION, "What vanishes?")


def test_the_text_and_the_package_are_the_same_notes_to_anki(bin_of_others: Path, decks: Path, tmp_path: Path) -> None:
    files = [exported("apkg", tmp_path / "cards.apkg", decks), exported("anki", tmp_path / "cards.txt", decks)]
    package, text = imports(bin_of_others, tmp_path / "anki", *files)
    gaps = [card for card in load_collection(decks, None).cards if isinstance(card, Cloze)]
    assert len(gaps) > 10  # a text with gaps is one note in the package, and a note per gap in the text
    assert (text["new"], text["notes"]) == (len(gaps), package["notes"] + len(gaps))


MARKS = [
    "a < b & \"c\" 'd' ]]> <script>alert(1)</script>\n=1+1\t{x} {{y}} *z* # $q$ ~e/f} ...",
    "- item -- x", "1. first", "12) x", "1986. A great year", "# head", "> quote", "| a | b |", "    indented",
    "`code` ``x``", "```", "[a](b) ![i](j)", "$x^2$ ~s~ ^t^", "a_b_c *d* **e** __f__", "= y", "+ z", "% comment",
    "Title: x", "COMMENT", "GROUP", "{.cls} {#id}", "[^1]: note", "*[HTML]: abbr", ": def", "! solution", "--- x",
    "\\frac{a}{b} \\(x\\)", "<http://x>", "a:b |c| d~~e", "***", "___", "===", "&amp; &lt;", "h_{t−1} ∈ ℝ^n",
]  # fmt: skip


def one_spelling(text: str) -> str:
    """A text without what typography changes: curly quotes, the sign for three dots, kinds of white space."""
    straight = text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'", 0x2026: "..."})
    return " ".join(straight.split())


def test_text2qti_takes_no_mark_of_a_text_for_its_own(bin_of_others: Path, tmp_path: Path) -> None:
    cards = [replace(choice(f"c{number}"), front=text) for number, text in enumerate(MARKS)]
    (tmp_path / "quiz.txt").write_text(text2qti(questions(cards, {}), "A quiz"), encoding="utf-8")
    command = [str(bin_of_others / "text2qti"), "quiz.txt"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=tmp_path)
    assert done.returncode == 0, done.stderr + done.stdout
    shown = []
    for item in items_in(tmp_path / "quiz.zip"):
        html = next(text.text or "" for text in item.iter() if text.tag.endswith("}mattext"))
        shown.append(one_spelling(unescape(re.sub("<[^>]+>", "", html.replace("<br>", "\n")))))
    assert shown == [one_spelling(text) for text in MARKS]


def items_in(file: Path) -> list[ElementTree.Element]:
    """The questions of a zip of QTI."""
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml") and "assessment_meta" not in name]
        roots = [ElementTree.fromstring(archive.read(name)) for name in names]
    return [item for root in roots for item in root.iter() if item.tag.endswith("}item")]


def test_text2qti_makes_qti_of_every_question(bin_of_others: Path, decks: Path, tmp_path: Path) -> None:
    exported("text2qti", tmp_path / "quiz.txt", decks)
    written = (tmp_path / "quiz.txt").read_text(encoding="utf-8")
    command = [str(bin_of_others / "text2qti"), "quiz.txt"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=tmp_path)
    assert done.returncode == 0, done.stderr + done.stdout
    items = items_in(tmp_path / "quiz.zip")
    assert len(items) == written.count("\nPoints: 1\n") > 300
    shown = "".join(text.text or "" for item in items for text in item.iter() if text.tag.endswith("}mattext"))
    assert "∂h_t/∂h_{t−1}" in shown  # Markdown took none of our marks for its own
    assert "\\_" not in shown
