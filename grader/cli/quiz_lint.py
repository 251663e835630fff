"""`grader quiz lint`: every mistake of every deck at once, as `file:line:column: what; what to do`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.main import MACHINE, PASSED, emit

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
    click.echo(f"{len(linted.decks)} decks, {linted.cards} cards, {len(lines)} mistakes", err=True)
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
    """What the proofs of cards say that are right otherwise."""
    from grader.quiz.build import build_cards
    from grader.quiz.verify import refuted

    lines = []
    for file, deck in linted.decks.items():
        for note in deck.plain["cards"]:
            said = refuted(build_cards(note, "", "")[0]) if note["verify"] else ""
            if said:
                place = deck.place(note["number"], "verify")
                lines.append(f"{_shown(file)}:{place.line}:{place.column}: the proof fails: {said}; mend card or proof")
    return lines


def _shown(file: Path) -> str:
    """A path as short as it can be from here."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)
