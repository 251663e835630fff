"""Help that teaches: every command has an example; every slip gets the nearest name; the shell completes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from learning import GRADER, USAGE, grader, said

from grader.cli.main import _COMMANDS, group


def every_command(above: tuple[str, ...] = (), command: click.Command = group) -> Iterator[tuple[str, ...]]:
    """A command and every command below it, as typed."""
    yield above
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from every_command((*above, name), command.get_command(context, name))


@pytest.mark.parametrize("command", list(every_command()), ids=" ".join)
def test_every_command_s_help_has_an_example_of_that_command(command, tmp_path):
    shown = said(*command, "--help", cwd=tmp_path)

    _, _, examples = shown.partition("Example")
    assert " ".join(["grader", *command]) in examples, shown
    assert "...\n" not in shown.partition("Commands:")[2], "a command's line is whole"
    assert "\\b" not in shown, "a mark for click, which keeps the lines of examples apart"


def test_every_command_is_listed_with_what_it_does(tmp_path):
    shown = said("--help", cwd=tmp_path)

    for name, does in _COMMANDS.items():
        assert f"  {name:<10}  {does}\n" in shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["chekc"], "there is no command `chekc`. Did you mean `check`?"),
        (["xyzzy"], "there is no command `xyzzy`. `grader --help` lists them."),
        (["list", "--fromat", "json"], "Did you mean '--format'?"),
        (["check", "btpt"], "there is no exercise `btpt`. Did you mean `bptt`?"),
        (["check", "btpt.py"], "Did you mean `bptt`?"),
        (["reset", "xyzzy"], "There are: activations, gradient_decay, rnn,"),
    ],
    ids=" ".join,
)
def test_a_slip_gets_the_nearest_name(typed, told, tmp_path):
    done = grader(*typed, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (USAGE, "")
    assert told in done.stderr


# The shell


def completed(words: str, folder: Path) -> list[str]:
    """What the shell would offer for the last word."""
    position = str(len(words.split(" ")) - 1)
    asked = {"_GRADER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": position}
    done = subprocess.run([GRADER], cwd=folder, env=os.environ | asked, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("command", ["check", "watch", "hint", "solution", "reset"])
def test_the_shell_completes_the_names_of_exercises(command, tmp_path):
    assert "truncated_bptt" in completed(f"grader {command} tr", tmp_path)


def test_the_shell_completes_commands_options_and_their_values(tmp_path):
    assert completed("grader so", tmp_path) == ["solution"]
    assert completed("grader solution --g", tmp_path) == ["--give-up"]
    assert completed("grader list --format j", tmp_path) == ["json"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_a_shell_must_read_is_printed_for_each(shell, tmp_path):
    assert f"_GRADER_COMPLETE={shell}_complete" in said("completion", shell, cwd=tmp_path)


def test_bash_takes_what_is_printed_for_it(tmp_path):
    lines = f'eval "$({GRADER} completion bash)"; complete -p grader'
    done = subprocess.run(["bash", "-c", lines], cwd=tmp_path, capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stderr) == (0, "")
    assert "-F _grader_completion grader" in done.stdout


def test_the_group_finds_every_command_by_its_name():
    context = click.Context(group)

    assert all(group.get_command(context, name) for name in group.list_commands(context))
