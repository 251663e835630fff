"""Cards as the text file that Anki imports: any note type with two fields takes it, in any language of Anki.

The first column is Anki's own key of a note, so importing again updates the notes and leaves their schedule alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import string
from collections.abc import Iterable, Mapping

from grader.render.cards.question import Question, plain
from grader.render.cards.sides import back, front

COLLECTION = "Vanishing gradients"
# Columns: guid, deck, tags, then the two fields in the order of whatever note type is chosen.
_HEADER = "#separator:Tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:3\n"
# Anki's own digits; in this order every other writer of such keys uses them, too.
_DIGITS = string.ascii_lowercase + string.ascii_uppercase + string.digits + "!#$%&()*+,-./:;<=>?@[]^_`{|}~"


def anki_text(asked: Iterable[Question], titles: Mapping[str, str]) -> str:
    """Return the file.

    Args:
        asked: What is on the cards; a gap of a cloze text is a card of its own.
        titles: Of decks, by name.
    """
    file = io.StringIO()
    # All in quotes: a key may begin with #, which would otherwise make its line a comment.
    table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    for one in asked:
        table.writerow([guid(one.id), deck_name(titles, one.card.deck), " ".join(one.tags), front(one), back(one)])
    return _HEADER + file.getvalue()


def guid(id: str) -> str:
    """Return Anki's key of the note of a card: 64 bits of a digest in Anki's 91 digits."""
    number = int.from_bytes(hashlib.sha256(f"grader__{id}".encode()).digest()[:8])
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def deck_name(titles: Mapping[str, str], deck: str) -> str:
    """Return a deck's name in Anki, where `::` makes a deck inside another one."""
    return f"{COLLECTION}::{plain(titles.get(deck, deck)).replace('::', ': ')}"
