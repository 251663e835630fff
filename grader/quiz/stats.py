"""What the log says about learning: what stays, what comes, how well one judges oneself. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from grader.quiz.cards import LEVELS, AnyCard
from grader.quiz.memory import Memory
from grader.quiz.past import Past
from grader.quiz.queue import known
from grader.quiz.schedule import AGAIN

MATURE = 21  # days since a card was last answered after which remembering it says that it stays; as Anki counts
FORECAST = 30  # days
HEAT = 84  # days: twelve weeks
_PERIODS = {"today": 1, "7 days": 7, "30 days": 30, "all": None}
# What a confidence claims: guessing one of four, even odds, three in four, and as sure as anybody is.
CLAIMED = {1: 0.25, 2: 0.5, 3: 0.75, 4: 0.95}


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True)
class Retention:
    """True retention: of cards that had been learned, the share that was remembered when they were next asked.

    Attributes:
        period: What it is about: `today`, `7 days`, `2026-11`, …
        all: Of all cards.
        young: Of cards that were last answered less than 21 days before.
        mature: Of the others.
    """

    period: str
    all: Share
    young: Share
    mature: Share


@dataclass(frozen=True)
class Bin:
    """Answers with one confidence: what it claims, and how many were right."""

    confidence: int
    claimed: float
    right: Share


@dataclass(frozen=True)
class Calibration:
    """How well one knows what one knows.

    Attributes:
        brier: Mean square of what was claimed minus what came, 1 or 0: 0 is perfect, 0.25 what `even odds` always gets;
            None: confidence was never said.
        bins: By confidence, from guessed to sure; only those that were said.
    """

    brier: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class Group:
    """The cards of a level or tag: how many there are, how many were ever learned, and their true retention."""

    name: str
    cards: int
    learned: int
    retention: Share


@dataclass(frozen=True)
class Stats:
    """Everything at once.

    Attributes:
        day: The study day.
        cards: How many cards there are.
        learned: How many of them have been answered and not reset since.
        answers: How many answers stand, of any mode.
        retention: Today, in 7 and 30 days, and ever.
        by_day, by_week, by_month: The last 30 days, 12 weeks and 12 months with answers.
        forecast: How many cards come due today (what is late among them) and on each of the 30 days after.
        calibration: Confidence against being right.
        levels, tags: The cards by what they are about; tags by name.
        heat: Answers on each of the last 84 days, today last.
        leeches: Cards that were set aside because they do not stay.
        flagged: Cards for their author to look at.
    """

    day: date
    cards: int
    learned: int
    answers: int
    retention: tuple[Retention, ...]
    by_day: tuple[Retention, ...]
    by_week: tuple[Retention, ...]
    by_month: tuple[Retention, ...]
    forecast: tuple[int, ...]
    calibration: Calibration
    levels: tuple[Group, ...]
    tags: tuple[Group, ...]
    heat: tuple[int, ...]
    leeches: tuple[str, ...]
    flagged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Test:
    """A learned card that was asked again."""

    card: str
    day: date
    right: bool
    mature: bool


def stats(cards: Sequence[AnyCard], past: Iterable[Past], memories: Mapping[str, Memory], day: date) -> Stats:
    """Return the statistics of a day.

    Args:
        cards: The cards that they are about; answers to others do not count.
        past: All answers and resets that stand, oldest first.
        memories: What is known of cards by now.
        day: The study day.
    """
    ids = {card.id for card in cards}
    own = [one for one in past if one.card in ids]
    answers = [one for one in own if one.rating]
    tests = list(_tests(own))
    return Stats(
        day,
        len(cards),
        sum(known(memories, card).strength is not None for card in cards),
        len(answers),
        tuple(_period(name, tests, day, length) for name, length in _PERIODS.items()),
        _series(tests, date.isoformat, 30),
        _series(tests, _week, 12),
        _series(tests, lambda one: one.isoformat()[:7], 12),
        _forecast(cards, memories, day),
        calibration(answers),
        _groups(cards, memories, tests, LEVELS, lambda card: (card.level,)),
        _groups(cards, memories, tests, sorted({tag for card in cards for tag in card.tags}), lambda card: card.tags),
        _heat(answers, day),
        tuple(card.id for card in cards if known(memories, card).is_leech),
        tuple(card.id for card in cards if known(memories, card).flagged),
    )


def calibration(answers: Iterable[Past]) -> Calibration:
    """Return how confidence and being right go together, in any mode: an answer is judged, not a memory."""
    said = Counter((one.confidence, one.share == 1) for one in answers if one.confidence in CLAIMED)
    total = said.total()
    missed = sum(count * (CLAIMED[confidence] - right) ** 2 for (confidence, right), count in said.items())
    bins = (
        Bin(confidence, claimed, Share(said[confidence, True], said[confidence, True] + said[confidence, False]))
        for confidence, claimed in CLAIMED.items()
    )
    return Calibration(missed / total if total else None, tuple(one for one in bins if one.right.of))


def _tests(past: Iterable[Past]) -> Iterator[_Test]:
    """Yield each first answer of a day to a card that had been learned on an earlier one."""
    learned: dict[str, tuple[date, int]] = {}
    days: dict[str, date] = {}
    for one in past:
        day = days.get(one.day) or days.setdefault(one.day, date.fromisoformat(one.day))
        if not one.rating:
            learned.pop(one.card, None)
        elif one.mode == "review":
            last, revision = learned.get(one.card, (None, 0))
            if last is None or one.revision > revision:
                learned[one.card] = (day, one.revision)
            elif day > last:
                yield _Test(one.card, day, one.rating > AGAIN, (day - last).days >= MATURE)
                learned[one.card] = (day, revision)


def _retention(period: str, tests: Iterable[_Test]) -> Retention:
    counts = Counter((one.mature, one.right) for one in tests)
    young, mature = (Share(counts[old, True], counts[old, True] + counts[old, False]) for old in (False, True))
    return Retention(period, Share(young.right + mature.right, young.of + mature.of), young, mature)


def _period(name: str, tests: Iterable[_Test], day: date, length: int | None) -> Retention:
    first = date.min if length is None else day - timedelta(days=length - 1)
    return _retention(name, (one for one in tests if first <= one.day <= day))


def _series(tests: Iterable[_Test], period: Callable[[date], str], most: int) -> tuple[Retention, ...]:
    """The last periods in which anything was asked again, oldest first."""
    by_period: dict[str, list[_Test]] = {}
    names: dict[date, str] = {}
    for one in tests:
        name = names.get(one.day) or names.setdefault(one.day, period(one.day))
        by_period.setdefault(name, []).append(one)
    return tuple(_retention(name, by_period[name]) for name in sorted(by_period)[-most:])


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _forecast(cards: Iterable[AnyCard], memories: Mapping[str, Memory], day: date) -> tuple[int, ...]:
    due = [known(memories, card) for card in cards]
    waiting = Counter(
        max(0, (max(one.due, one.buried_until or one.due) - day).days)
        for one in due
        if one.due is not None and not one.suspended
    )
    return tuple(waiting[later] for later in range(FORECAST + 1))


def _groups(
    cards: Sequence[AnyCard],
    memories: Mapping[str, Memory],
    tests: Iterable[_Test],
    names: Iterable[str],
    groups_of: Callable[[AnyCard], Iterable[str]],
) -> tuple[Group, ...]:
    right = Counter(one.card for one in tests if one.right)
    asked = Counter(one.card for one in tests)
    found = []
    for name in names:
        own = [card for card in cards if name in groups_of(card)]
        learned = sum(known(memories, card).strength is not None for card in own)
        share = Share(sum(right[card.id] for card in own), sum(asked[card.id] for card in own))
        found.append(Group(name, len(own), learned, share))
    return tuple(group for group in found if group.cards)


def _heat(answers: Iterable[Past], day: date) -> tuple[int, ...]:
    counts = Counter(one.day for one in answers)
    return tuple(counts[(day - timedelta(days=ago)).isoformat()] for ago in range(HEAT - 1, -1, -1))
