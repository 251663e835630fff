"""`grader quiz lint`: every mistake of every deck at once, as `file:line:column: what; what to do`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.main import MACHINE, PASSED, emit
from grader.errors import MachineError

if TYPE_CHECKING:
    from grader.quiz.lint import Known, Linted


@click.command(name="lint")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--run", is_flag=True, help="Run the proofs of cards, too: their Python, with your rights.")
def command(files: tuple[Path, ...], run: bool) -> int:
    """Name every mistake in decks; without FILE, in the course's.

    \b
    Examples:
      grader quiz lint
      grader quiz lint my-deck.yaml
    """
    from grader.portrait.curves import counted
    from grader.quiz.find import SOURCES, deck_files, quizzes_root
    from grader.quiz.lint import lint
    from grader.render.safe import one_line

    home = quizzes_root()
    asked = files or (*deck_files(home), home / SOURCES)
    linted = lint(asked, _known(), home / SOURCES)
    lines = [f"{_shown(file)}:{mistake}" for file, mistake in linted.mistakes]
    if run:
        lines += _refuted(linted)
    for line in lines:
        emit(one_line(line, 1000))
    told = (counted(len(linted.decks), "deck"), counted(linted.cards, "card"), counted(len(lines), "mistake"))
    click.echo(", ".join(told), err=True)
    return MACHINE if lines else PASSED


def _known() -> Known:
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.misconceptions import misconceptions_of
    from grader.misconceptions.general import ALL_GENERAL
    from grader.quiz.lint import Known

    names = load_course(course_root()).names
    ideas = {one.id for name in names for one in misconceptions_of(name)} | {one.id for one in ALL_GENERAL}
    return Known(frozenset(names), frozenset(ideas))


def _refuted(linted: Linted) -> list[str]:
    """What the proofs of cards say that are right otherwise; how many this machine cannot run is told at the end."""
    from grader.quiz.build import build_cards
    from grader.quiz.verify import refuted

    lines, not_run = [], []
    for file, deck in linted.decks.items():
        for note in (note for note in deck.plain["cards"] if note["verify"]):
            try:
                said = refuted(build_cards(note, "", "")[0])
            except MachineError as error:
                not_run.append(error)
                continue
            if said:
                place = deck.place(note["number"], "verify")
                lines.append(f"{_shown(file)}:{place.line}:{place.column}: the proof fails: {said}; mend card or proof")
    _tell_not_run(not_run)
    return lines


def _tell_not_run(errors: Sequence[MachineError]) -> None:
    """Say of proofs that need torch, where there is none, that nothing is known about them."""
    from grader.portrait.curves import counted

    if errors:
        need = "needs torch and was" if len(errors) == 1 else "need torch and were"
        click.echo(f"{counted(len(errors), 'proof')} {need} not run: {errors[0].todo}", err=True)


def _shown(file: Path) -> str:
    """A path as short as it can be from here."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)
