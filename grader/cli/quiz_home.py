"""Where the quiz commands find cards and the learner's answers. Only here is GRADER_HOME read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.clock import now
from grader.cli.names import nearest
from grader.errors import DamagedStoreError, StoreError
from grader.quiz.days import study_day
from grader.quiz.folder import FILE, inbox, leave_word

if TYPE_CHECKING:
    from grader.quiz.cards import AnyCard
    from grader.quiz.cards import Collection as Decks
    from grader.quiz.log import Line
    from grader.quiz.outline import Outline
    from grader.quiz.store import Store
    from grader.verdict import ExerciseResult

_MOST_IDEAS = 20  # of one run of `grader check` that ask for a card


def home() -> Path:
    """Return the learner's own folder: GRADER_HOME, or where this system keeps such things."""
    named = os.environ.get("GRADER_HOME")
    if named:
        return Path(named)
    usual = _usual_on_linux("XDG_DATA_HOME", ".local/share")
    if usual is not None:
        return usual
    from platformdirs import user_data_path

    return user_data_path("grader", appauthor=False)


def cache_folder() -> Path:
    """Return where decks that were found right are remembered."""
    named = os.environ.get("GRADER_HOME")
    if named:
        return Path(named) / "cache" / "decks"
    usual = _usual_on_linux("XDG_CACHE_HOME", ".cache")
    if usual is not None:
        return usual / "decks"
    from platformdirs import user_cache_path

    return user_cache_path("grader", appauthor=False) / "decks"


def _usual_on_linux(variable: str, below_home: str) -> Path | None:
    """Return what platformdirs would, where anybody can see it: its import takes 8 ms, and `grader` alone asks it.

    None where there is more to it: another system, Android, a path that is not absolute.
    """
    base = os.environ.get(variable) or os.path.join(os.environ.get("HOME", ""), below_home)  # noqa: PTH118  a text yet
    plain = sys.platform == "linux" and "ANDROID_ROOT" not in os.environ and base.startswith("/")
    return Path(base) / "grader" if plain else None


decks_option = click.option(
    "--decks",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Decks of your own: a folder of them, with their sources.yaml.",
)


def cards_of(decks: Path | None) -> tuple[AnyCard, ...]:
    """Return the cards of a folder of decks, or of the course's."""
    return collection_of(decks).cards


def collection_of(decks: Path | None) -> Decks:
    """Return the decks of a folder, or the course's."""
    from grader.quiz.find import quizzes_root
    from grader.quiz.load import load_collection

    return load_collection(decks or quizzes_root(), cache_folder())


def outlines_of(decks: Path | None) -> tuple[Outline, ...]:
    """Return the outlines of a folder's cards, or of the course's: enough to count them."""
    from grader.quiz.find import quizzes_root
    from grader.quiz.outline import load_outlines

    return load_outlines(decks or quizzes_root(), cache_folder())


def picked(words: Iterable[str], cards: Sequence[AnyCard]) -> tuple[AnyCard, ...]:
    """Return the cards that words name: decks, tags, notes or cards.

    A word that names nothing is a slip, and said to be one: to ask nothing would look like having nothing to do.
    """
    from grader.quiz.queue import names

    wanted = frozenset(words)
    refuse_unknown(wanted, "deck, tag or card", {name for card in cards for name in names(card)})
    return tuple(card for card in cards if not wanted.isdisjoint(names(card)))


def refuse_unknown(words: Iterable[str], what: str, known: Collection[str]) -> None:
    """Raise a usage error for the first word that is not known, with the nearest one that is."""
    for word in sorted(set(words) - set(known)):
        raise click.UsageError(f"there is no {what} `{word}`. {nearest(word, sorted(known))}".rstrip())


def today() -> date:
    """Return the study day by this machine's own zone."""
    return study_day(now())


@contextmanager
def opened() -> Iterator[Store]:
    """Open the learner's answers, with what other commands left word of.

    A damaged file is set aside, what can be read of it is kept, and the learner is told; the command then goes on, or,
    where the damage came to light later, has to be given again.
    """
    from grader.quiz.store import Store

    file = home() / FILE
    try:
        store = Store(file)
    except DamagedStoreError:
        _rescue(file)
        store = Store(file)
    with store:
        try:
            _take_in(store)
            yield store
        except DamagedStoreError as error:
            store.close()
            _rescue(file)
            raise StoreError(error.what, where=error.where, todo="give the same command again") from error


def due_today() -> int | None:
    """Return how many cards wait today, new ones aside; None while nobody has begun with them."""
    if not (home() / FILE).exists():
        return None
    from grader.quiz.outline import counted

    with opened() as store:
        count = counted(outlines_of(None), store.memories(), store.summonses(), today())
    return count.cures + count.again + count.due


def remember_ideas(results: list[ExerciseResult]) -> None:
    """Leave word of the misconceptions that `grader check` found: their cards come first in the next session.

    This comes after the verdict and never changes it; what goes wrong here is said on standard error.
    """
    found = {
        idea.id: result.exercise for result in results for check in result.checks for idea in check.finding.ideas[:1]
    }
    try:
        for idea, exercise in list(found.items())[:_MOST_IDEAS]:
            word = {"id": os.urandom(16).hex(), "at": now().isoformat(timespec="microseconds")}
            leave_word(home(), {**word, "misconception": idea, "exercise": exercise})
    except OSError as error:
        click.echo(f"no card was scheduled: {home()} cannot be written ({error.strerror})", err=True)


def _take_in(store: Store) -> None:
    """Take what `grader check` left in the inbox into the log; a line that is none is passed over."""
    try:
        with inbox(store.file.parent) as texts:
            lines = [line for text in texts if (line := _summons(text, store.machine))]
            if lines:
                store.add(lines)
    except OSError as error:
        what = f"what other commands left word of cannot be read: {error.strerror}"
        raise StoreError(what, where=str(error.filename), todo="move it away by hand") from error


def _summons(text: str, machine: str) -> Line | None:
    from grader.quiz.log_text import parsed

    try:
        word = json.loads(text)
        day = study_day(datetime.fromisoformat(word["at"])).isoformat()
        return parsed(json.dumps({**word, "kind": "summon", "machine": machine, "day": day}))
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None


def _rescue(file: Path) -> None:
    from grader.quiz.rescue import rescue

    came = rescue(file, now())
    if came is None:
        click.echo("the file of your answers was damaged; another terminal has mended it", err=True)
        return
    lost = "nobody can say how many were in it" if came.lost is None else f"{came.lost} could not be read"
    click.echo(
        f"the file of your answers was damaged. It is set aside as {came.aside}; "
        f"{came.kept} lines of it were kept, {lost}",
        err=True,
    )
