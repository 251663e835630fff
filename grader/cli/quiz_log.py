"""`grader quiz log`: carry the log of answers to another machine."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.clock import now
from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import opened
from grader.cli.whole_file import write_whole
from grader.portrait.curves import counted


@click.group(name="log")
def command() -> None:
    """Carry your answers to another machine, and merge them there.

    \b
    Examples:
      grader quiz log export answers.jsonl
      grader quiz log import answers.jsonl
    """


@command.command(name="export", short_help="write every answer and change to a file")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
def export_log(file: Path) -> int:
    """Write every answer and change to FILE, one JSON object a line; `-` is standard output.

    \b
    Examples:
      grader quiz log export answers.jsonl
      grader quiz log export - | ssh elsewhere 'cat > answers.jsonl'
    """
    from grader.quiz.log_text import written

    with opened() as store:
        text = "".join(written(store.lines()))
    if str(file) == "-":
        emit(text.removesuffix("\n"))
        return PASSED
    write_whole(file, text)
    click.echo(f"{counted(text.count(chr(10)), 'line')} written to {file}", err=True)
    return PASSED


@command.command(name="import", short_help="merge another machine's log into yours")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_log(file: Path) -> int:
    """Merge the log in FILE into yours. Doing it twice, or in another order, comes to the same.

    \b
    Example:
      grader quiz log import answers.jsonl
    """
    from grader.quiz.log_text import read

    lines = read(file, now())
    with opened() as store:
        added = store.add(lines)
    emit(f"{added} of {len(lines)} lines were new")
    return PASSED
