"""What a session asks, and in which order. Pure: cards, what is known of them, and a day go in; turns come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from grader.quiz.log import Event
from grader.quiz.memory import Memory
from grader.quiz.schedule import fading

if TYPE_CHECKING:
    from grader.quiz.cards import AnyCard

NEW_A_DAY = 10
DUE_PER_NEW = 4  # so that a backlog does not hide what is new, and new cards do not build one
APART = 3  # other cards between two of one note, and before a failed card comes again


def names(card: AnyCard) -> set[str]:
    """Return the words that mean a card: its deck, its tags, its note, its id."""
    return {card.deck, card.note, card.id, *card.tags}


@dataclass(frozen=True)
class Wish:
    """Which cards are wanted; an empty field wants all.

    Attributes:
        words: Names of decks, tags or notes; any of them will do.
        levels, kinds, exercises: Any of them will do.
        flagged: Only cards that the learner flagged.
    """

    words: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()
    flagged: bool = False

    def wants(self, card: AnyCard, memory: Memory) -> bool:
        """Say whether a card is wanted."""
        return (
            (not self.words or not self.words.isdisjoint(names(card)))
            and (not self.levels or card.level in self.levels)
            and (not self.kinds or card.kind in self.kinds)
            and (not self.exercises or card.exercise in self.exercises)
            and (not self.flagged or memory.flagged)
        )


@dataclass(frozen=True)
class Turn:
    """A card in the queue, and why it is there: `due`, `new`, `again`, `cure`, `changed` or `cram`."""

    card: AnyCard
    why: str


@dataclass(frozen=True)
class Heap:
    """The wanted cards that are awake, by what brings them.

    Attributes:
        cures: Against misconceptions that were seen and not worked on since.
        again: Wrong today and not Good since.
        due: Lowest retrievability first; then those whose author asks to learn them anew.
        new: Never answered, in the decks' order; no more than today's share, of which new cures take theirs first.
        awake: All of them, in the decks' order.
    """

    cures: tuple[Turn, ...]
    again: tuple[Turn, ...]
    due: tuple[Turn, ...]
    new: tuple[Turn, ...]
    awake: tuple[AnyCard, ...]


def sorted_out(
    cards: Sequence[AnyCard],
    memories: Mapping[str, Memory],
    summonses: Iterable[Event],
    day: date,
    wish: Wish,
    new_a_day: int = NEW_A_DAY,
) -> Heap:
    """Return what there is to ask on a day."""
    up = awake([card for card in cards if wish.wants(card, known(memories, card))], memories, day)
    cures = _cures(up, memories, summonses)
    rest = [card for card in up if card.id not in cures]
    again = [card for card in rest if _failed_on(known(memories, card), day)]
    due = [card for card in rest if _is_due(card, known(memories, card), day)]
    room = max(0, new_left(memories.values(), day, new_a_day) - sum(is_new(memories, one) for one in cures.values()))
    new = [card for card in rest if is_new(memories, card)][:room]
    due.sort(key=lambda card: _urgency(card, known(memories, card), day), reverse=True)
    return Heap(
        tuple(Turn(card, "cure") for card in cures.values()),
        tuple(Turn(card, "again") for card in again),
        tuple(Turn(card, "changed" if _is_changed(card, known(memories, card)) else "due") for card in due),
        tuple(Turn(card, "new") for card in new),
        tuple(up),
    )


def queue(heap: Heap, *, cram: bool = False, limit: int | None = None) -> tuple[Turn, ...]:
    """Return the turns of a session: cures, what failed today, then due cards with a new one after every fourth.

    Args:
        heap: What there is.
        cram: Ask every wanted card instead, due or not.
        limit: How many at most; it cuts what all other rules have left.
    """
    if cram:
        return apart([Turn(card, "cram") for card in heap.awake])[:limit]
    return apart([*heap.cures, *heap.again, *_mixed(heap.due, heap.new)])[:limit]


def apart(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return turns with three others between cards of one note.

    Where too few others are left, the sibling waits for another session: next to each other, one gives the other away.
    """
    waiting = list(turns)
    placed: list[Turn] = []
    while True:
        near = {turn.card.note for turn in placed[-APART:]}
        place = next((place for place, turn in enumerate(waiting) if turn.card.note not in near), None)
        if place is None:
            return tuple(placed)
        placed.append(waiting.pop(place))


def cure(misconception: str, exercise: str, cards: Sequence[AnyCard]) -> AnyCard | None:
    """Return the card against a misconception; without one, a card of the exercise where it was seen; else None."""
    against = (card for card in cards if misconception in card.cures)
    beside = (card for card in cards if exercise and card.exercise == exercise)
    return next(against, None) or next(beside, None)


def awake(cards: Iterable[AnyCard], memories: Mapping[str, Memory], day: date) -> list[AnyCard]:
    """Return the cards that are neither suspended nor buried."""
    return [card for card in cards if not known(memories, card).sleeps(day)]


def known(memories: Mapping[str, Memory], card: AnyCard) -> Memory:
    """Return what is known of a card, which may be nothing."""
    return memories.get(card.id) or Memory(card.id)


def is_new(memories: Mapping[str, Memory], card: AnyCard) -> bool:
    """Say whether a card was never answered, or not since it was reset."""
    return known(memories, card).due is None


def new_left(memories: Iterable[Memory], day: date, new_a_day: int) -> int:
    """Return how many new cards a day still has room for."""
    return max(0, new_a_day - sum(memory.first_day == day for memory in memories))


def _cures(cards: Sequence[AnyCard], memories: Mapping[str, Memory], summonses: Iterable[Event]) -> dict[str, AnyCard]:
    """Return, by id, the cards that summonses ask for and that were not answered since.

    The card whose answer showed an idea was answered at the summons' own moment; as in a session, another one is asked.
    """
    found: dict[str, AnyCard] = {}
    showed = {memory.answered_at: memory.card for memory in memories.values() if memory.answered_at}
    for summons in summonses:
        shower = showed.get(summons.at)
        others = [card for card in cards if card.id != shower] if shower else cards
        card = cure(summons.misconception, summons.exercise, others)
        if card is not None and _unanswered_since(known(memories, card), summons):
            found[card.id] = card
    return found


def _unanswered_since(memory: Memory, summons: Event) -> bool:
    return memory.answered_at is None or memory.answered_at < summons.at


def _mixed(due: Sequence[Turn], new: Sequence[Turn]) -> Iterator[Turn]:
    """Four due ones, a new one, and so on; then whatever is left."""
    fresh = iter(new)
    for number, turn in enumerate(due, 1):
        yield turn
        if number % DUE_PER_NEW == 0:
            yield from (one for one in [next(fresh, None)] if one is not None)
    yield from fresh


def _failed_on(memory: Memory, day: date) -> bool:
    return memory.failing and memory.failed_day == day


def _is_due(card: AnyCard, memory: Memory, day: date) -> bool:
    if memory.due is None or _failed_on(memory, day):
        return False
    return memory.due <= day or _is_changed(card, memory)


def _is_changed(card: AnyCard, memory: Memory) -> bool:
    return memory.due is not None and memory.revision < card.revision


def _urgency(card: AnyCard, memory: Memory, day: date) -> float:
    if memory.strength is None or _is_changed(card, memory):
        return -1.0
    return fading(memory.strength, day)
