"""The README shows what the commands say today. After a change: `python tests/cli/test_readme.py` writes it anew."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
README = ROOT / "README.md"
_TABLE = re.compile(r"(\| exercise \|[^\n]*\n\|---[^\n]*\n)((?:\| `[^\n]*\n)*)")
_NEWCOMER = re.compile(r"(<!-- newcomer[^\n]*-->\n```console\n).*?```", re.DOTALL)
_BLOCK = re.compile(r"```console\n\$ (grader [^\n]+)\n(.*?)```", re.DOTALL)


def transcript(command: str) -> str:
    """What a command prints when it is typed in the checkout, outside a terminal."""
    run = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, env=os.environ | {"NO_COLOR": "1"})
    return done.stdout


def renewed(text: str) -> str:
    """The README with every transcript and the table of exercises as they are today."""
    text = _BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{transcript(block[1])}```", text)
    text = _NEWCOMER.sub(lambda head: f"{head[1]}{newcomer()}```", text)
    return _TABLE.sub(lambda head: head[1] + "".join(f"{line}\n" for line in table()), text)


def newcomer() -> str:
    """A newcomer's first hour at a terminal, as tests/cli/test_newcomer.py has lived through it."""
    return (ROOT / "tests" / "golden" / "newcomer.txt").read_text("utf-8")


def table() -> list[str]:
    index = yaml.safe_load((ROOT / "exercises" / "course.yaml").read_text("utf-8"))
    return [f"| `{one['name']}` | {one['title']} | {one['points']} | {one['minutes']} |" for one in index["exercises"]]


def test_the_transcripts_in_the_readme_are_what_the_commands_print() -> None:
    text = README.read_text("utf-8")

    assert len(_BLOCK.findall(text)) == 2
    assert renewed(text) == text


def test_a_newcomer_s_hour_is_put_where_the_readme_asks_for_it() -> None:
    asked = "before\n<!-- newcomer: made by a test -->\n```console\nold\n```\nafter ```\n"

    assert renewed(asked) == f"before\n<!-- newcomer: made by a test -->\n```console\n{newcomer()}```\nafter ```\n"


def test_the_readme_lists_the_exercises_of_the_index() -> None:
    listed = [line for line in README.read_text("utf-8").splitlines() if line.startswith("| `")]

    assert listed == table()


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
