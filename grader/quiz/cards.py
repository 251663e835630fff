"""What a card is: one question of one kind, and what its author says about it. Values only; nothing is asked here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

LEVELS = ("basic", "intermediate", "advanced", "senior")


@dataclass(frozen=True, kw_only=True)
class Card:
    """What every kind of card has.

    Attributes:
        id: What schedules and logs hang on; permanent. Every gap of a cloze text is a card of its own: `note.1`, …
        note: The id in the deck's file. Cards of one note are siblings.
        deck: Name of the deck.
        level: One of `LEVELS`.
        tags: What it is about.
        source: Keys of quizzes/sources.yaml.
        back: The short full answer, or "".
        hints: From vague to near.
        follow_up: The note that an interviewer asks next, or "".
        exercise: The exercise that practises it, or "".
        cures: Ids of the wrong ideas that this card is against.
        revision: A higher number than last time means: learn it again.
        verify: Python that raises when a number on the card is wrong, or "".
        where: `file:line` of the note.
        sha: Of what a learner reads, white space apart: another sha means that the card was reworded.
    """

    kind: ClassVar[str]

    id: str
    note: str
    deck: str
    level: str
    tags: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    back: str = ""
    hints: tuple[str, ...] = ()
    follow_up: str = ""
    exercise: str = ""
    cures: tuple[str, ...] = ()
    revision: int = 1
    verify: str = field(default="", repr=False)
    where: str = ""
    sha: str = ""


@dataclass(frozen=True)
class KeyPoint:
    """A statement that a good answer makes.

    Attributes:
        text: The statement, as it is shown.
        any_of: Phrases any of which shows that the answer makes it; without any, the words of `text` do.
        required: An answer without it is not a good one, whatever else it says.
    """

    text: str
    any_of: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from, why it is right or wrong, and the wrong idea it shows, or ""."""

    text: str
    correct: bool
    why: str
    misconception: str = ""


@dataclass(frozen=True)
class WrongFormula:
    """What a tempting mistake computes, why it is one, and the wrong idea it shows, or ""."""

    answer: str
    why: str
    misconception: str = ""


@dataclass(frozen=True, kw_only=True)
class Recall(Card):
    """Say it in your own words; the key points are looked for in them."""

    kind: ClassVar[str] = "recall"

    front: str
    key_points: tuple[KeyPoint, ...]


@dataclass(frozen=True, kw_only=True)
class Choice(Card):
    """Choose every right answer and no other."""

    kind: ClassVar[str] = "choice"

    front: str
    choices: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Numeric(Card):
    """Give a number.

    Attributes:
        front: The question; `{name}` stands for a parameter's value.
        params: Names, and the values they may take.
        answer: A formula in the parameters (`grader.quiz.formula`).
        rel: What |given - right| / |right| may be.
        absolute: What |given - right| may be even if that is more.
        wrong: What tempting mistakes compute.
    """

    kind: ClassVar[str] = "numeric"

    front: str
    params: tuple[tuple[str, tuple[float, ...]], ...]
    answer: str
    rel: float
    absolute: float
    wrong: tuple[WrongFormula, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cloze(Card):
    """Fill one gap of a text.

    Attributes:
        pieces: The text between the gaps: one more than there are gaps.
        gaps: What may stand in each gap; the first is shown.
        gap: The gap that this card asks for, from 0.
    """

    kind: ClassVar[str] = "cloze"

    pieces: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]
    gap: int


@dataclass(frozen=True, kw_only=True)
class Order(Card):
    """Put items into their order."""

    kind: ClassVar[str] = "order"

    front: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Match(Card):
    """Find what belongs to what."""

    kind: ClassVar[str] = "match"

    front: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Bug(Card):
    """Name the wrong line, and say why.

    Attributes:
        code: The code with the bug.
        lang: Its language, for colours.
        lines: Numbers of the lines that may be named, from 1.
        fix: The code without the bug.
        key_points: What a good explanation says.
    """

    kind: ClassVar[str] = "bug"

    front: str
    code: str
    lang: str
    lines: tuple[int, ...]
    fix: str
    key_points: tuple[KeyPoint, ...] = ()


AnyCard = Recall | Choice | Numeric | Cloze | Order | Match | Bug
KINDS = ("recall", "choice", "numeric", "cloze", "order", "match", "bug")


@dataclass(frozen=True)
class Deck:
    """One file of cards."""

    name: str
    version: int
    title: str
    cards: tuple[AnyCard, ...]


@dataclass(frozen=True)
class Collection:
    """All decks of a course, and the texts of their sources by key."""

    decks: tuple[Deck, ...]
    sources: dict[str, str]

    @property
    def cards(self) -> tuple[AnyCard, ...]:
        """All cards, deck by deck, in the order they are written."""
        return tuple(card for deck in self.decks for card in deck.cards)

    def cures(self, idea: str) -> tuple[AnyCard, ...]:
        """The cards against a wrong idea."""
        return tuple(card for card in self.cards if idea in card.cures)
