"""A newcomer's path with the real commands, in a real terminal, from the wheel: install, start, fail, hint, pass.

What the terminal showed is tests/golden/newcomer.txt, which the README shows. After a change of what commands say:
`pytest tests/cli/test_newcomer.py --update-golden`, read the difference, then `python tests/cli/test_readme.py`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers import ROOT
from learning import outside_of_the_checkout, solution
from terminal import Terminal

pytestmark = pytest.mark.slow

PROMPT = "$"


@dataclass(frozen=True)
class Types:
    """One line at the prompt.

    Attributes:
        line: What is typed.
        shows: What the screen must show when the prompt is back.
        answers: For a command that asks: what it shows, and what is typed then.
        seconds: How long it may take.
    """

    line: str
    shows: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    seconds: float = 30.0

    def at(self, terminal: Terminal, folder: Path) -> str:
        """Type the line, and return what the terminal showed."""
        terminal.blank()
        terminal.types(f"{self.line}\r")
        for asked, answer in self.answers:
            terminal.shows(asked)
            terminal.types(answer)
        screen = terminal.shows_at_the_end(PROMPT, self.seconds)
        assert all(text in screen for text in self.shows), screen
        return f"{PROMPT} {screen.removesuffix(PROMPT)}"


@dataclass(frozen=True)
class Writes:
    """What happens in the editor. `says` stands in the transcript as a comment."""

    says: str
    file: str
    text: str

    def at(self, terminal: Terminal, folder: Path) -> str:
        """Save the file."""
        (folder / self.file).write_text(self.text, "utf-8")
        return f"# {self.says}\n"


RIGHT = solution("activations")
OF_THE_WRONG_NUMBER = RIGHT.replace("1 - np.tanh(z) ** 2", "1 - z ** 2")

PATH: tuple[Types | Writes, ...] = (
    Types("python3 -m venv .venv && . .venv/bin/activate", seconds=120.0),
    Types("pip install *.whl", seconds=600.0),
    Types("grader start my-course", ("15 exercises are now in my-course",)),
    Types("cd my-course"),
    Types("grader check", ("○ `tanh_derivative` is not written yet",)),
    Writes(
        "in an editor: the four functions of activations.py, the first of them as 1 - z ** 2",
        "my-course/activations.py",
        OF_THE_WRONG_NUMBER,
    ),
    Types("grader check", ("✗ tanh_derivative",)),
    Types("grader hint", ("tanh_derivative · hint 1 of 3, a question",)),
    Writes(
        "in the editor: 1 - np.tanh(z) ** 2",
        "my-course/activations.py",
        RIGHT,
    ),
    Types("grader check activations", ("✓ activations passes",)),
    # Fairly sure: how soon the answer came, which no test may depend on, does not count then.
    Types(
        "grader quiz --plain --limit 1 --seed 7",
        ("against a wrong idea that showed", "✓ right", "1 answer saved: 1 right"),
        (("? for a hint", "d\r"), ("4 sure", "3\r"), ("Enter for", "\r")),
    ),
    Types("grader list", ("✓ activations      passed    10 of 10",)),
    Types("grader", ("my-course · 1 of 15 exercises · 10 of 216 points",)),
)


def environment(home: Path) -> dict[str, str]:
    """A shell that knows nothing of this checkout, and a pip that installs what we have tried and says nothing."""
    return outside_of_the_checkout() | {
        "HOME": str(home),
        "GRADER_HOME": str(home / "kept"),  # what other tests got wrong has left cards to be asked first
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_QUIET": "2",
        "PS1": f"{PROMPT} ",
        "VIRTUAL_ENV_DISABLE_PROMPT": "1",
    }


def test_a_newcomer_installs_starts_fails_asks_and_passes(
    wheel: Path, tmp_path: Path, golden: Callable[[str, str], None]
):
    shutil.copy(wheel, tmp_path)
    with Terminal("/bin/bash", ["--norc", "--noprofile", "-i"], tmp_path, environment(tmp_path)) as terminal:
        terminal.shows_at_the_end(PROMPT)
        shown = [step.at(terminal, tmp_path) for step in PATH]

    transcript = "\n".join(text.rstrip() + "\n" for text in shown)
    golden("newcomer.txt", _A_DAY.sub("on 2026-11-22", transcript))


# When a card comes back depends on the day of the test.
_A_DAY = re.compile(r"on \d{4}-\d\d-\d\d")
