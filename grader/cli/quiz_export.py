"""`grader quiz export`: cards for Anki, Moodle, Canvas, a spreadsheet or a script."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import collection_of, decks_option, picked
from grader.cli.whole_file import write_whole
from grader.errors import MachineError
from grader.portrait.curves import counted

if TYPE_CHECKING:
    from grader.quiz.cards import AnyCard, Collection

_FORMATS = ("anki", "apkg", "moodle", "text2qti", "csv", "json")


@click.command(name="export")
@click.argument("words", metavar="[DECK|TAG]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(_FORMATS), required=True, help="What is to read it.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; without it, standard output."
)
@decks_option
def command(words: tuple[str, ...], form: str, output: Path | None, decks: Path | None) -> int:
    """Write cards for other programs. Ids are kept, so importing again updates instead of doubling.

    \b
    anki      text that any Anki imports; its schedule stays as it is
    apkg      Anki's package; needs genanki
    moodle    XML for Moodle's question bank
    text2qti  text from which the program text2qti makes QTI for Canvas
    csv       a table
    json      everything a deck says

    \b
    Examples:
      grader quiz export --format apkg -o cards.apkg
      grader quiz export --format moodle -o lstm.xml lstm
    """
    collection = collection_of(decks)
    cards = picked(words, collection.cards) if words else collection.cards
    if form == "apkg" and output is None:
        raise click.UsageError("a package is no text: name its file with -o")
    content = _package(cards, collection) if form == "apkg" else _content(form, cards, collection).encode()
    if output is None:
        emit(content.removesuffix(b"\n"))  # UTF-8, whatever this terminal's letters are: a program reads it
        return PASSED
    write_whole(output, content)
    click.echo(f"wrote {output}: {counted(len(cards), 'card')}", err=True)
    return PASSED


def _content(form: str, cards: Sequence[AnyCard], collection: Collection) -> str:
    from grader.render.cards.question import questions

    asked = questions(cards, collection.sources)
    titles = _titles(collection)
    match form:
        case "anki":
            from grader.render.cards.anki_text import anki_text

            return anki_text(asked, titles)
        case "moodle":
            from grader.render.cards.moodle_quiz import moodle_quiz

            return moodle_quiz(asked, titles)
        case "text2qti":
            from grader.render.cards.anki_text import COLLECTION
            from grader.render.cards.text2qti import text2qti

            return text2qti(asked, COLLECTION)
        case "csv":
            from grader.render.cards.spreadsheet import cards_csv

            return cards_csv(asked)
    from grader.render.cards.plain_json import cards_json

    return cards_json(cards, collection.decks, collection.sources) + "\n"


def _package(cards: Sequence[AnyCard], collection: Collection) -> bytes:
    if find_spec("genanki") is None:
        raise MachineError(
            "packages for Anki are written with genanki, which is not installed",
            todo='pip install "vanishing-gradients[anki]", or export with `--format anki`',
        )
    from grader.render.cards.apkg import apkg
    from grader.render.cards.question import questions

    return apkg(questions(cards, collection.sources), _titles(collection), _changed(cards))


def _titles(collection: Collection) -> dict[str, str]:
    return {deck.name: deck.title for deck in collection.decks}


def _changed(cards: Sequence[AnyCard]) -> float:
    """Return when the newest of the decks was changed: what Anki compares notes by."""
    return max(Path(card.where.rpartition(":")[0]).stat().st_mtime for card in cards)
