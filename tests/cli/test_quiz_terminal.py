"""The full mode of `grader quiz` through a real pseudo-terminal; what counts is what such a terminal shows."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest
from helpers import ROOT

from grader.quiz.folder import FILE
from grader.quiz.log import Event, Review
from grader.quiz.store import Store

GRADER = str(Path(sys.executable).with_name("grader"))
DECKS = ROOT / "tests" / "quiz" / "small"
PROMPT = "\n>"
PATIENCE = 20  # seconds for what takes 0.2: a busy machine fails no test

pytestmark = pytest.mark.slow


class Terminal:
    """A session in a terminal of a size, and the screen that it shows."""

    def __init__(self, home: Path, *options: str, decks: Path = DECKS, columns: int = 90, **environment: str) -> None:
        self.home = home
        self.screen = pyte.Screen(columns, 40)
        self.raw = ""
        self._stream = pyte.Stream(self.screen)
        given = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        given |= {"GRADER_HOME": str(home), "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment}
        arguments = ["quiz", *options, "--decks", str(decks), "--seed", "3"]
        self.child = pexpect.spawn(
            GRADER, arguments, env=given, dimensions=(40, columns), encoding="utf-8", timeout=PATIENCE
        )

    def shows(self, *texts: str) -> str:
        """Wait until all texts are on the screen, and return it."""
        end = time.monotonic() + PATIENCE
        while not all(text in self.text for text in texts):
            assert time.monotonic() < end, f"{texts} did not come:\n{self.text}"
            self._feed()
        return self.text

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def colours(self, text: str) -> set[str]:
        """The colours in which a text's line is written."""
        row = next(row for row, line in enumerate(self.screen.display) if text in line)
        return {self.screen.buffer[row][column].fg for column in range(self.screen.columns)}

    def rests(self) -> None:
        """Wait until the session sleeps.

        In `input` there is a moment between prompt and waiting in which Ctrl-C is noted but wakes nobody before
        the next key. A person is not as quick as that, a test is.
        """
        while Path(f"/proc/{self.child.pid}/stat").read_text().rpartition(")")[2].split()[0] != "S":
            self._feed()

    def type(self, keys: str) -> None:
        self.child.send(keys)

    def resize(self, columns: int) -> None:
        self.screen.resize(40, columns)
        self.child.setwinsize(40, columns)

    def settings(self) -> list[object]:
        return termios.tcgetattr(self.child.child_fd)

    def ends(self) -> int | None:
        """Wait for the session's end and return its exit code."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive():
            assert time.monotonic() < end, f"it did not end:\n{self.text}"
            self._feed()
        self._feed()
        self.child.close()
        return self.child.exitstatus

    def reviews(self) -> list[Review]:
        with Store(self.home / FILE) as store:
            return [line for line in store.reviews() if isinstance(line, Review)]

    def _feed(self) -> None:
        try:
            said = self.child.read_nonblocking(65536, 0.2)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += said
        self._stream.feed(said)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path, "clip")
    yield opened
    opened.child.close(force=True)


def letter(screen: str, option: str) -> str:
    return re.search(rf"([a-z])\) {option}", screen)[1]


def test_a_card_is_answered_with_a_line_and_rated_with_a_key(terminal: Terminal) -> None:
    shown = terminal.shows("card 1 of 1, new, level basic, deck small", "What does clipping the norm fix?", PROMPT)
    terminal.type(letter(shown, "exploding gradients") + "\r")
    terminal.shows("How sure are you?", "4 sure")
    assert "✓ right" not in terminal.text
    terminal.type("4")
    terminal.shows("✓ right", "1 Again (1 day)", "3 Good (2 days)", "4 Easy (8 days)", "Enter Easy")
    assert "green" in terminal.colours("✓ right")
    terminal.type("\r")
    terminal.shows("saved: Easy; it comes back in 8 days", "1 answer saved: 1 right")
    assert terminal.ends() == 0
    assert [(line.rating, line.confidence) for line in terminal.reviews()] == [(4, 4)]


def test_keys_undo_bury_and_quit(terminal: Terminal) -> None:
    terminal.shows(PROMPT)
    terminal.type("\r")
    terminal.shows("✗ not right")
    terminal.type("2")
    assert terminal.ends() == 0
    again = Terminal(terminal.home, "carry")
    again.shows(PROMPT)
    again.type("\r")
    again.shows("✗ not right")
    again.type("u")
    again.shows("taken back: answer it again", "What does clipping the norm fix?", PROMPT)
    again.type("!bury\r")
    again.shows("buried: this card waits until", "What reaches step t", PROMPT)
    again.type("\r")
    again.shows("✗ not right")
    again.type("q")
    again.shows("no answer was given")
    assert again.ends() == 0
    assert again.reviews() == []


def test_a_command_may_be_typed_where_a_key_is_awaited(terminal: Terminal) -> None:
    terminal.shows(PROMPT)
    terminal.type("\r")
    terminal.shows("✗ not right")
    terminal.type("!")
    terminal.shows("\n> !")
    terminal.type("flag which norm?\r")
    terminal.shows("flagged; `grader quiz flagged` lists", "✗ not right")
    terminal.type("!undo\r")
    shown = terminal.shows("taken back: answer it again", PROMPT)
    assert shown.endswith("\n>"), "no letter of the command is left for the answer"
    with Store(terminal.home / FILE) as store:
        assert [(line.kind, line.note) for line in store.lines() if isinstance(line, Event)] == [
            ("flag", "which norm?"),
            ("undo", ""),
        ]


def test_arrows_and_other_keys_do_nothing_while_a_key_is_awaited(terminal: Terminal) -> None:
    terminal.shows(PROMPT)
    terminal.type("\r")
    terminal.shows("✗ not right")
    terminal.type("\x1b[A\x1bOP")
    terminal.type("é")
    terminal.shows("that is none of the answers here")
    terminal.type("1")
    terminal.shows("saved: Again")


def test_a_hint_comes_on_a_line_of_its_own(terminal: Terminal) -> None:
    terminal.shows(PROMPT)
    terminal.type("?\r")
    terminal.shows("hint 1 of 2: Think of the factor.")


def test_another_width_draws_the_card_anew(terminal: Terminal) -> None:
    terminal.shows(PROMPT)
    terminal.type("\r")
    terminal.shows("✗ not right")
    for columns in (40, 120):
        terminal.resize(columns)
        terminal.shows("╮", "✗ not right")
        end = time.monotonic() + PATIENCE
        while not any(
            line.rstrip().endswith("╮") and len(line.rstrip()) == columns for line in terminal.screen.display
        ):
            assert time.monotonic() < end, terminal.text
            terminal._feed()
    terminal.type("1")
    terminal.shows("saved: Again")


@pytest.mark.parametrize("stage", ["typing", "key"])
def test_ctrl_c_ends_with_the_summary_and_the_terminal_as_it_was(terminal: Terminal, stage: str) -> None:
    before = terminal.settings()
    terminal.shows(PROMPT)
    if stage == "key":
        terminal.type("\r")
        terminal.shows("✗ not right")
    terminal.rests()
    terminal.child.sendintr()
    terminal.shows("no answer was given", "left; the same command goes on")
    after = terminal.settings()
    assert terminal.ends() == 0
    assert after == before


def test_ctrl_d_ends_with_the_summary(terminal: Terminal) -> None:
    terminal.shows(PROMPT)
    terminal.type("\x04")
    terminal.shows("no answer was given")
    assert terminal.ends() == 0


def test_a_terminal_that_is_closed_while_a_key_is_awaited_leaves_no_process(terminal: Terminal) -> None:
    terminal.shows(PROMPT)
    terminal.type("\r")
    terminal.shows("✗ not right")
    terminal.child.kill(signal.SIGHUP)
    assert terminal.ends() is not None


def test_a_card_cannot_give_the_terminal_orders(tmp_path: Path) -> None:
    """Control and direction characters are refused in decks; what looks like markup is not."""
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "sources.yaml").write_text("book: A book\n")
    (decks / "odd.yaml").write_text(
        "deck: odd\nversion: 1\ntitle: Odd\ndefaults: {source: book, level: basic}\ncards:\n"
        "  - {id: odd, type: recall, front: 'Is [red]this[/red] :smile: odd?', back: yes,"
        " key_points: [{text: 'It is [link=http://x]so[/link].'}]}\n",
        encoding="utf-8",
    )
    opened = Terminal(tmp_path, decks=decks)
    opened.shows("Is [red]this[/red] :smile: odd?", PROMPT)
    opened.type("\r")
    opened.shows("It is [link=http://x]so[/link].")
    assert "\x1b]8" not in opened.raw
    opened.child.close(force=True)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_lines_are_chosen_where_the_terminal_cannot_do_more_or_nobody_wants_it(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    opened = Terminal(tmp_path, "clip", **environment)
    opened.shows("answer with the letters")
    assert "\x1b" not in opened.raw and "╭" not in opened.raw
    opened.child.close(force=True)


def test_code_is_shown_with_its_lines_in_colour(tmp_path: Path) -> None:
    opened = Terminal(tmp_path, "buggy")
    opened.shows("1 h = cell(x, h)", "2 loss = 0.5 * criterion(h.detach(), y)", PROMPT)
    assert len(opened.colours("2 loss = 0.5")) > 1
    opened.type("2\r")
    opened.shows("How sure are you?")
    opened.type("\r")
    opened.shows("you: 2", "✓ right")
    opened.child.close(force=True)
