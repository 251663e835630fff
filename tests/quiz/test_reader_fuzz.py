"""Whatever bytes a deck has, reading it ends, and with mistakes at places that the file has."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.quiz.build import build_deck
from grader.quiz.reading import DeckFile, read_deck, read_sources
from grader.quiz.yaml import read_yaml

RIGHT = (Path(__file__).parent / "decks" / "every_kind.yaml").read_text("utf-8")
LINES = RIGHT.splitlines(keepends=True)
SIGNS = ": ¦:¦ #¦- ¦? ¦|¦>¦&a ¦*a¦!!map ¦<<: ¦{¦}¦[¦]¦'¦\"¦\\¦null¦~¦{{¦}}¦$x$¦1e999¦    ".split("¦")
CONTROLS = ["\t", "\r", "\n", "\ufeff", "\x00", "\x85", "\u2028"]
LINES_OF_YAML = [
    "---",
    "...",
    "%YAML 1.1",
    "id: x",
    "type: cloze",
    "cards:",
    "defaults: 1",
    "wrong: [1]",
    "params: {g: [[]]}",
]
FRAGMENTS = st.sampled_from([*SIGNS, *CONTROLS, *(f"{line}\n" for line in LINES_OF_YAML)])


def read(source: bytes) -> DeckFile:
    """Read a deck; what can be built of it is, and every mistake is at a place of the file."""
    deck = read_deck(source)
    lines = source.count(b"\n") + 2
    for mistake in deck.mistakes:
        assert 1 <= mistake.place.line <= lines, mistake
        assert mistake.place.column >= 1
        assert mistake.what and mistake.todo
    if not deck.mistakes:
        build_deck(json.loads(json.dumps(deck.plain)), "deck.yaml")
    return deck


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xed\xa0\x80")
@example(b"a: \xf0\x9f")
@example(b"\xff\xfe")
@example(b"? ? ?\n: :\n")
@example(b"*a : *b\n")
@example(b"- &a [*a]\n")
@example(b"{{}: {}}")
@example(b"cards: [{}, [], 1, null, {type: []}, {type: recall, id: {}}]")
def test_any_bytes_are_read_to_an_end(source: bytes):
    read(source)
    read_sources(source)


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_any_heap_of_yaml_s_signs_is_read_to_an_end(text: str):
    read(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(RIGHT)), st.integers(0, 12), FRAGMENTS), min_size=1, max_size=4))
def test_a_right_deck_with_splinters_is_read_to_an_end(cuts: list[tuple[int, int, str]]):
    text = RIGHT
    for start, length, fragment in cuts:
        text = text[:start] + fragment + text[start + length :]

    read(text.encode("utf-8", "surrogatepass"))


@given(st.lists(st.integers(0, len(LINES) - 1), max_size=3))
def test_a_deck_that_lost_lines_is_read_to_an_end(lost: list[int]):
    read("".join(line for number, line in enumerate(LINES) if number not in lost).encode())


def test_a_right_deck_read_with_windows_line_ends_is_the_same():
    unix, windows = read(RIGHT.encode()), read(RIGHT.replace("\n", "\r\n").encode())

    assert unix.mistakes == windows.mistakes == ()
    assert unix.plain == windows.plain


def test_scalars_stay_the_texts_that_they_are():
    texts = ["1e-3", "no", "off", "12:30", "017", "2014-09-03", "inf", "yes", "1_000", "0x1F", ".5", "true"]

    content = read_yaml("\n".join(f"- {text}" for text in texts).encode())

    assert content.plain == texts
    assert content.mistakes == ()


def test_a_comment_after_two_spaces_is_a_comment():
    assert read_yaml(b"a: b  # why\nc: [d, e] # fine after a bracket\nf: 'g' # and after a quote\n").mistakes == ()
