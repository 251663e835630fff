"""A card as it leaves: its numbers and the order of its choices fixed, with an id that stays the same for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from grader.quiz.asking import LETTERS, Asked, ask, parameters
from grader.quiz.cards import AnyCard, Bug, Choice, Cloze, Numeric, Recall
from grader.quiz.marking import expected_answer
from grader.render.safe import visible

VARIANTS = 3  # of a card whose numbers change: enough that nobody learns the result, few enough to review
_LONGEST = 100_000  # characters of one text: the whole of any that a deck may hold


@dataclass(frozen=True)
class Question:
    """A card under one seed.

    Attributes:
        id: The card's id; of its second and third variant `id/2` and `id/3`.
        card: The card.
        seed: Of its numbers and the order of its choices.
        sources: What it is taken from, in words.
    """

    id: str
    card: AnyCard
    seed: int
    sources: tuple[str, ...] = ()

    @cached_property
    def asked(self) -> Asked:
        """What is asked."""
        return ask(self.card, self.seed)

    @property
    def answer(self) -> str:
        """The right answer, as it is shown."""
        return expected_answer(self.card, self.seed)

    @property
    def tags(self) -> tuple[str, ...]:
        """The card's tags, with its level and kind among them."""
        return (*self.card.tags, f"level-{self.card.level}", f"kind-{self.card.kind}")


def questions(cards: Iterable[AnyCard], sources: dict[str, str]) -> tuple[Question, ...]:
    """Return cards as questions: one each, and up to three with other numbers of a card that has parameters."""
    return tuple(
        Question(card.id if seed == 0 else f"{card.id}/{seed + 1}", card, seed, _sources(card, sources))
        for card in cards
        for seed in _seeds(card)
    )


def whole(asked: Iterable[Question]) -> Iterator[Question]:
    """Yield questions with all gaps of a cloze text as one, whose id is the note's."""
    for question in asked:
        if not isinstance(question.card, Cloze):
            yield question
        elif question.card.gap == 0:
            yield Question(question.card.note, question.card, question.seed, question.sources)


class Is(StrEnum):
    """What a reason is."""

    POINT = "a key point"
    OPTION = "why one of the options is right or wrong"
    PROSE = "prose"
    CODE = "code"


@dataclass(frozen=True)
class Reason:
    """Something that is said beside the right answer."""

    text: str
    what: Is


def reasons(question: Question) -> Iterator[Reason]:
    """Yield what is to be said beside the right answer: points, options, prose, the mended code, the sources."""
    card = question.card
    if isinstance(card, Recall | Bug):
        yield from (Reason(point.text, Is.POINT) for point in card.key_points)
    if isinstance(card, Choice):
        for letter, number in zip(LETTERS, question.asked.order, strict=False):
            if card.choices[number].why:
                yield Reason(f"{letter}) {card.choices[number].why}", Is.OPTION)
    if card.back and card.back != question.answer:
        yield Reason(card.back, Is.PROSE)
    if isinstance(card, Bug):
        yield Reason(card.fix, Is.CODE)
    if question.sources:
        yield Reason(f"Source: {'; '.join(question.sources)}", Is.PROSE)


def plain(text: str) -> str:
    """Return a text of a deck without control characters, whole."""
    return visible(text, _LONGEST).strip("\n")


def _sources(card: AnyCard, sources: dict[str, str]) -> tuple[str, ...]:
    return tuple(sources.get(key, key) for key in card.source)


def _seeds(card: AnyCard) -> list[int]:
    """Return the seeds of variants with different numbers, from 0; the first few seeds, so that ids stay."""
    if not isinstance(card, Numeric):
        return [0]
    first: dict[tuple[tuple[str, float], ...], int] = {}
    for seed in range(VARIANTS):
        first.setdefault(tuple(parameters(card, seed).items()), seed)
    return list(first.values())
