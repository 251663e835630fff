"""Malformed decks: every mistake is named at its line and column, and nothing crashes.

A file of tests/quiz/malformed says in its first lines what has to be found: `# expect LINE:COLUMN: words`, no more and
no less. What begins at a file's first byte, and so has no room for that, stands here.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.quiz.lint import Known, lint
from grader.quiz.mistake import Mistake
from grader.quiz.reading import read_deck, read_sources
from grader.quiz.yaml import read_yaml

MALFORMED = Path(__file__).parent / "malformed"
KNOWN = Known(frozenset({"bptt"}), frozenset({"bptt.no_carry"}))


def mistakes_in(file: Path, folder: Path) -> list[Mistake]:
    """Lint a copy that has no neighbours."""
    copy = folder / file.name
    copy.write_bytes(file.read_bytes())
    (folder / "sources.yaml").write_text("pascanu2013: Pascanu, Mikolov, Bengio, ICML 2013\n")
    return [mistake for _, mistake in lint([copy], KNOWN, folder / "sources.yaml").mistakes]


def expected_in(file: Path) -> list[tuple[str, str]]:
    lines = file.read_text("utf-8", errors="replace").split("\n")
    found = [re.fullmatch(r"# expect (\d+:\d+): (.*)", line) for line in lines]
    return sorted((match[1], match[2]) for match in found if match)


def test_there_are_sixty_malformed_decks_and_each_says_what_is_wrong_with_it():
    files = list(MALFORMED.glob("*.yaml"))

    assert len(files) >= 60
    assert all(expected_in(file) for file in files)


@pytest.mark.parametrize("file", sorted(MALFORMED.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_malformed_deck_is_named_at_its_line_and_column(file: Path, tmp_path: Path):
    found = mistakes_in(file, tmp_path)

    expected = expected_in(file)
    places = sorted(f"{mistake.place.line}:{mistake.place.column}" for mistake in found)
    assert places == [place for place, _ in expected], "\n".join(map(str, found))
    for place, words in expected:
        assert any(str(mistake).startswith(f"{place}: ") and words in mistake.what + mistake.todo for mistake in found)
    assert all(mistake.todo for mistake in found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"", "1:1: the file is empty"),
        (b"# a comment, and nothing else\n", "1:1: the file is empty"),
        (b"\xef\xbb\xbfdeck: a\n", "1:1: here is a byte order mark"),
        ("deck: a\n".encode("utf-16"), "1:1: the file is UTF-16"),
        (b"deck: a\ntitle: caf\xe9\n", "2:11: the byte 0xE9 is not UTF-8"),
        (b"deck: a\n" + b"# " + b"x" * 2_000_000, "1:1: the file has more than 2000000 bytes"),
    ],
    ids=["empty", "comment", "byte order mark", "utf-16", "latin-1", "large"],
)
def test_a_file_that_is_no_text_is_named_at_its_place(source: bytes, expected: str):
    first = str(read_deck(source).mistakes[0])

    assert first.startswith(expected)
    assert "; " in first


@pytest.mark.parametrize(
    ("source", "place", "todo"),
    [
        ("a: b: c", "1:5", "quote a text with `: ` inside"),
        ("a:b\nc: d", "2:2", "write `name: value`"),
        ('a: "\\sigma"', "1:5", "use single quotes or a | block"),
        ('a: "\\xi"', "1:7", "use single quotes or a | block"),
        ("a: `x`", "1:4", "begins with @, ` or % needs single quotes"),
        ("a: * x", "1:5", "begins with * or & needs single quotes"),
        ("a: >1 is much", "1:7", "begins with | or > needs single quotes"),
        ("a: - b", "1:4", "begins with `- ` needs single quotes"),
        ("a: 'b' c", "1:8", "let no text follow a closing quote or bracket"),
        ("- a\nb: c", "2:1", "begin every entry of a list in the same column"),
        ("a: b\nc: 'd\ne: f\n", "2:4", "close the quotes"),
        ("a: 'b\n---\nc: d\n", "1:4", "close the quotes, and write one deck per file"),
        ("a: [b\nc: d\n", "1:4", "close the list with ]"),
        ("a: {b: c\nd: e\n", "1:4", "close the fields with }"),
        ("a: b\nthe rest\n", "2:1", "a text of several lines needs a | block"),
        ("a: !<x y", "1:7", "put the text in single quotes"),
    ],
)
def test_what_yaml_cannot_read_is_said_where_an_author_has_to_look(source: str, place: str, todo: str):
    (mistake,) = read_yaml(source.encode()).mistakes

    assert f"{mistake.place.line}:{mistake.place.column}" == place, mistake
    assert todo in mistake.todo
    assert mistake.what.startswith("the YAML cannot be read from here on: ")


@pytest.mark.parametrize("bomb", ["[", "{a: ", "- ", "? ", "[{a: ", "&a [", "!t ["])
def test_a_nesting_bomb_is_a_mistake_and_no_crash(bomb: str, tmp_path: Path):
    # In a process of its own: PyYAML's composer ends with a segmentation fault here.
    deck = tmp_path / "bomb.yaml"
    deck.write_text(bomb * 100_000)
    script = (
        "import sys; from pathlib import Path; from grader.quiz.reading import read_deck;"
        "print(read_deck(Path(sys.argv[1]).read_bytes()[:2_000_000]).mistakes[-1])"
    )

    done = subprocess.run([sys.executable, "-c", script, deck], capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr
    assert "this is nested more than 50 deep" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "card",
    [
        "{tags: [" + "*a, " * 400_000 + "]}",
        "{id: a, type: cloze, level: basic, source: a, text: '" + "{{" * 900_000 + "'}",
        "{id: a, type: recall, level: basic, source: a, front: a, key_points: [a], verify: " + "-" * 1_000_000 + "1}",
        "{id: a, type: numeric, front: a, level: basic, source: a, tolerance: {rel: 0.1}, answer: "
        + "(" * 900_000
        + "}",
        "{id: a, type: recall, " + "x" * 1_500_000 + ": 1}",
        "{id: a, type: recall, hints: [" + "a, " * 600_000 + "]}",
        "{id: a, type: recall, back: '" + "$" * 1_500_000 + "'}",
    ],
    ids=["aliases", "gaps", "minus signs", "parentheses", "a name", "hints", "dollars"],
)
def test_a_large_hostile_card_is_read_to_an_end(card: str, tmp_path: Path):
    deck = tmp_path / "deck.yaml"
    deck.write_text(f"deck: a\nversion: 1\ntitle: a\ncards:\n  - {card}\n")
    script = (
        "import sys; from pathlib import Path; from grader.quiz.reading import read_deck;"
        "print(len(read_deck(Path(sys.argv[1]).read_bytes()).mistakes))"
    )

    done = subprocess.run([sys.executable, "-c", script, deck], capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) >= 1


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", "one"])
def test_a_version_that_is_no_number_is_a_mistake_and_no_crash(version: str):
    deck = read_deck(f"deck: a\nversion: {version}\ntitle: a\ncards:\n  - id: a\n".encode())

    assert "is no whole number from 1" in deck.mistakes[0].what


def test_the_sources_are_read_with_their_mistakes():
    texts, mistakes = read_sources(b"one2001: One, A title, 2001\ntwo2002:\none2001: Again\n")

    assert texts == {"one2001": "One, A title, 2001"}
    assert [str(mistake).split(";")[0] for mistake in mistakes] == [
        "2:9: `two2002` has no text",
        "3:1: `one2001` stands here again, first in line 1",
    ]


def test_sources_that_are_a_list_are_a_mistake():
    _, mistakes = read_sources(b"- one\n")

    assert [str(mistake) for mistake in mistakes] == ["1:1: the sources are a mapping; write `key: text` lines"]
