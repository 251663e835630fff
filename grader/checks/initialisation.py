"""`initialisation`: matrices judged by their distribution, and by where their chance comes from.

Two matrices drawn by two right functions need not have one entry in common, so nothing is compared with the solution's
draws. A check draws (five thousand entries twice, or 178 matrices), measures a few averages and asks whether each lies
within SIGMAS standard errors of what the distribution says.

How sure that is. An average of many independent numbers has nearly a normal tail, and 8 standard errors of one have the
probability 1.2e-15. Shares, of rare events or of few trials, have another; they are measured so that Chernoff's bound
gives 2.6e-14 at most. tests/course/test_initialisation.py adds up what all averages give, and a right function falls
short with a probability below 1e-9. On the other side, every wrong idea that is listed lies at least 11 standard errors
off, over 200 seeds. More evidence would cost more: numpy takes 17 us for the smallest of matrices.

How an idea is named. Its numbers equal the learner's only when both draw in the same order, which nobody promises. So a
sample has a portrait: a few numbers that do not depend on the order (log of the spread, share within one standard
deviation, ...), each in units of about four standard errors of two samples' difference. Each idea draws the same
sample; the nearest portrait names its idea when it is less than one unit away from the learner's and more than one from
the right one. Where the order is the same, the distance is 0.
The same rule serves the question where chance comes from: the portrait then is "equal again?" and "equal with another
generator?".
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from operator import mul
from typing import Any

import numpy as np

from grader.calls import Answer, Call, Returned, answer_in_process
from grader.checks.check import HARDER_VALUES, VALUES, Case, Check, Given, Steps, Subject
from grader.checks.reading import read
from grader.checks.rungs import agrees, answers
from grader.misconceptions.misconception import Misconception
from grader.numeric.cases import generator
from grader.numeric.compare import LIMIT
from grader.verdict import PASSED, Finding, Idea, Status
from grader.wire import Chance

Array = np.ndarray
Draws = Sequence[np.ndarray]

SIGMAS = 8


# Samples: which calls are made, and what a sample looks like


@dataclass(frozen=True)
class Sample:
    """Calls of one function whose answers are looked at together.

    Attributes:
        name: Makes its seeds its own.
        function: Whom to call.
        sizes: The arguments before rng, one tuple for each call.
        shape: From such arguments to the shape of the answer.
        portrait: Numbers that draws are recognised by, whatever order they were drawn in; portraits of one distribution
            lie less than 1 apart.
        seeds: Which of a few seeds each call gets; by default each its own.
        counts: How many matrices each call draws, one after the other; by default one.
    """

    name: str
    function: str
    sizes: tuple[tuple[int, ...], ...]
    shape: Callable[[tuple[int, ...]], tuple[int, ...]]
    portrait: Callable[[Draws], Array]
    seeds: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()

    @property
    def subject(self) -> Subject:
        """The function, for reading its answers."""
        return Subject(self.function, ("W",))

    def calls(self, seed: int) -> tuple[Call, ...]:
        """The calls; asked anew when a seed comes twice."""
        return _calls(self, seed)

    def drawn(self, answer: Answer, size: tuple[int, ...], count: int | None) -> Array | Finding:
        """Read one answer: a matrix, or `count` of them as one array; what is wrong is told of the first such."""
        shape = self.shape(size) if count is None else (count, *self.shape(size))
        found = self._read(answer, shape)
        if isinstance(found, Finding) and count is not None and isinstance(answer, Returned):
            each = answer.value if np.iterable(answer.value) else ()
            single = (self._read(Returned(one), self.shape(size)) for one in islice(each, count))
            return next((one for one in single if isinstance(one, Finding)), found)
        return found

    def _read(self, answer: Answer, shape: tuple[int, ...]) -> Array | Finding:
        found = read(answer, Returned(np.zeros(shape)), self.subject)
        return found if isinstance(found, Finding) else np.asarray(found["W"], np.float64)

    def asked(self, seed: int) -> Iterator[tuple[Call, tuple[int, ...], int | None]]:
        """The calls, each with the size of a matrix and how many of them it is to return."""
        return zip(self.calls(seed), self.sizes, self.counts or (None,) * len(self.sizes), strict=True)

    def drawn_by(self, function: Callable[..., Any], seed: int) -> list[Array] | None:
        """Return what a function of ours draws; None when it gives no matrices of the right shape."""
        draws: list[Array] = []
        for call, size, count in self.asked(seed):
            called = function if count is None else partial(_drawn, function)
            drawn = self.drawn(answer_in_process(called, call), size, count)
            if isinstance(drawn, Finding):
                return None
            draws.append(drawn)
        return draws


@cache
def _calls(sample: Sample, seed: int) -> tuple[Call, ...]:
    order = sample.seeds or tuple(range(len(sample.sizes)))
    chances = generator(seed, sample.function, sample.name).choice(2**32, 1 + max(order), replace=False)
    arguments = [(*size, Chance(int(chances[which]))) for size, which in zip(sample.sizes, order, strict=True)]
    if sample.counts:
        return tuple(
            Call(sample.function, (*one, count), driver="drawn", wall_seconds=_MANY_WALL_SECONDS)
            for one, count in zip(arguments, sample.counts, strict=True)
        )
    return tuple(
        Call(sample.function, one, again=which in order[:i])
        for i, (one, which) in enumerate(zip(arguments, order, strict=True))
    )


# For all matrices of one size; a loop without end was met before.
_MANY_WALL_SECONDS = 10.0


def _drawn(function: Callable[..., Any], *arguments: Any) -> list[Any]:
    """What grader.inside.drivers_draws does beside a learner's function, for functions of ours."""
    *size, rng, count = arguments
    draws = []
    for _ in range(count):
        draws.append(function(*size, rng))
        rng.bit_generator.advance(1 << 64)
    return draws


# Facts: one measured average beside what it has to be


@dataclass(frozen=True)
class Fact:
    """An average, what it has to be, and its standard error.

    Attributes:
        message: With {got} and {want} to be filled in.
        got: As measured.
        want: As the distribution says.
        error: One standard error of a right answer (of a share, see `_share`); 0 where chance has no say.
        slack: What rounding may add.
        shown: How the numbers are shown when not as they are (a variance as its root).
    """

    message: str
    got: float
    want: float
    error: float
    slack: float = 0.0
    shown: Callable[[float], float] = float

    @property
    def falls_short(self) -> bool:
        """Too far off for chance; NaN always is."""
        return not abs(self.got - self.want) <= SIGMAS * self.error + self.slack

    def told(self) -> str:
        """The message with its numbers."""
        return self.message.format(got=f"{self.shown(self.got):.4g}", want=f"{self.shown(self.want):.4g}")


def _share(message: str, got: float, want: float, count: int, shown: Callable[[float], float] = float) -> Fact:
    """A share of `count` independent trials, measured so that SIGMAS promises as much as it does for a normal average.

    To call a rare event's upper tail normal promises too much. For all or none of a few trials it promises far too
    little: 64 heads in 64 throws would be 8 standard errors. So from one standard error on, the distance is the root of
    twice Chernoff's exponent; there, 9.4.
    """
    error = (want * (1 - want) / count) ** 0.5
    if abs(got - want) > error:  # nearer, the exponent is a small difference of large numbers
        sides = ((got, want), (1 - got, 1 - want))
        exponent = count * sum(q * float(np.log(q / p)) for q, p in sides if q > 0)
        error = abs(got - want) / (2 * exponent) ** 0.5
    return Fact(message, got, want, error, shown=shown)


Facts = Callable[[Draws, Sequence[tuple[int, ...]], float], Iterator[tuple[int, Fact]]]


def holds(sample: Sample, facts: Facts, *, id: str, title: str, points: float, rung: int = VALUES) -> Check:
    """Check that every fact about a sample holds; the first that does not is told."""

    def steps(given: Given) -> Steps:
        draws = yield from _ask_all(sample, given)
        if isinstance(draws, Finding):
            return draws
        limit = given.limit(*draws)
        # Equal and different are no matter of rounding: NaN and overflow are facts that fall short, not warnings.
        with np.errstate(all="ignore"):
            short = next((found for found in facts(draws, sample.sizes, limit) if found[1].falls_short), None)
        if short is None:
            return PASSED
        at, fact = short
        call = given.described(sample.calls(given.seed)[at])
        return Finding(Status.FAILED, fact.told(), call=call, ideas=_look_alikes(sample, given, draws))

    return Check(id, sample.function, title, points, rung, steps, lambda given: sample.calls(given.seed))


def _ask_all(sample: Sample, given: Given) -> Generator[Call, Answer, list[Array] | Finding]:
    """Make a sample's calls; the first answer that is no matrix of the right shape ends it."""
    draws: list[Array] = []
    for call, size, count in sample.asked(given.seed):
        answer = yield call
        drawn = sample.drawn(answer, size, count)
        if isinstance(drawn, Finding):
            return replace(drawn, call=given.described(call))
        draws.append(drawn)
    return draws


def _look_alikes(sample: Sample, given: Given, draws: Draws) -> tuple[Idea, ...]:
    """The idea whose portrait is nearest, if it is near; several when they are equally near."""
    theirs = sample.portrait(draws)
    right = _portrait(given.reference[sample.function], sample, given.seed)
    near: list[tuple[float, Misconception]] = []
    for idea in given.ideas:
        own = _portrait(idea.answer, sample, given.seed) if idea.function == sample.function else None
        if own is not None and right is not None and _distance(own, right) > 1:
            near.append((_distance(own, theirs), idea))
    nearest = min((distance for distance, _ in near), default=np.inf)
    chosen = [idea for distance, idea in near if distance <= nearest + LIMIT and nearest < 1]
    return tuple(Idea(idea.id, idea.says, idea.ask) for idea in chosen)


@cache
def _portrait(function: Callable[..., Any], sample: Sample, seed: int) -> Array | None:
    """A function's portrait; None when it gives no matrices of the right shape."""
    draws = sample.drawn_by(function, seed)
    return None if draws is None else sample.portrait(draws)


def _distance(one: Array, other: Array) -> float:
    """The largest difference of two portraits; equal infinities and two NaNs are no difference."""
    with np.errstate(invalid="ignore"):
        apart = np.abs(one - other)
    apart = np.where((one == other) | (np.isnan(one) & np.isnan(other)), 0.0, apart)
    return float(np.where(np.isnan(apart), np.inf, apart).max())


# Where chance comes from


def _equal(one: Array, other: Array) -> bool:
    """To the digits of float32: two draws that agree so far are one draw."""
    return bool(np.max(np.abs(one - other)) <= 1e-5 * np.max(np.abs(one)))


def _sources(draws: Draws) -> Array:
    """Is a matrix the same when rng is, and when it is not?"""
    first, again, other = draws
    return 2.0 * np.array([_equal(first, again), _equal(first, other)])


def _follows_rng(draws: Draws, sizes: Sequence[tuple[int, ...]], limit: float) -> Iterator[tuple[int, Fact]]:
    again, other = _sources(draws)
    yield 1, Fact("a generator in the same state gives another matrix the second time", again, 2.0, 0.0)
    yield 2, Fact("a generator in another state gives the same matrix", other, 0.0, 0.0)


def _shape_of_weights(size: tuple[int, ...]) -> tuple[int, ...]:
    return size[::-1]


def _square(size: tuple[int, ...]) -> tuple[int, ...]:
    return size * 2


def follows_rng(function: str, size: tuple[int, ...], points: float) -> Check:
    """Check that rng, and nothing else, decides what comes out."""
    shape = _shape_of_weights if len(size) > 1 else _square
    sample = Sample("whose chance", function, (size,) * 3, shape, _sources, seeds=(0, 0, 1))
    id = f"initialisation.{function}_follows_rng"
    return holds(sample, _follows_rng, id=id, title="rng, and nothing else, decides what comes out", points=points)


# Weights: independent entries

# (fan_in, fan_out): wide and tall, so that the two fans are told apart both ways. Of a truncated normal's 5000 entries,
# none lies beyond 2.5 standard deviations: 11 standard errors off. Where one fan is 3.7 times the other, 6 / (a + b) is
# the root of 6 / (a b), and two ideas would look alike.
SIZES = ((189, 27), (28, 182))


@dataclass(frozen=True)
class Law:
    """What every entry of a matrix of weights is distributed like, in units of its standard deviation.

    Attributes:
        std: The standard deviation, from fan_in and fan_out.
        quartile: Half of all entries lie within this.
        bound: No entry lies outside; inf when there is no bound.
        kurtosis: The mean fourth power.
        far, beyond: Beyond `far`, there is a share of `beyond`.
    """

    std: Callable[[int, int], float]
    quartile: float
    bound: float
    kurtosis: float
    far: float
    beyond: float


UNIFORM = Law(lambda fan_in, fan_out: float(np.sqrt(2 / (fan_in + fan_out))), 3**0.5 / 2, 3**0.5, 1.8, 3**0.5, 0.0)
NORMAL = Law(
    lambda fan_in, fan_out: float(np.sqrt(2 / fan_in)), 0.6744897501960817, np.inf, 3.0, 2.5, 0.012419330651552265
)


def _weights_portrait(law: Law) -> Callable[[Draws], Array]:
    """Per matrix: spread, centre, shares near and far, and neighbours on one side, down and across."""

    def portrait(draws: Draws) -> Array:
        rows: list[float] = []
        with np.errstate(all="ignore"):
            for W in draws:
                spread = float(np.sqrt(np.mean((W - W.mean()) ** 2)))
                z = np.abs(W - W.mean()) / spread
                log = float(np.log(spread / law.std(W.shape[1], W.shape[0])))
                near, far = float(np.mean(z < 1)), float(np.mean(z > 2.17))
                rows += [log / 0.06, float(W.mean() / spread) / 0.1, near / 0.045, far / 0.012]
                rows += [_same_side(W) / 0.05, _same_side(W.T) / 0.05]
        return np.array(rows)

    return portrait


def _same_side(W: Array) -> float:
    """The share of neighbours, one below the other, that lie on the same side of the mean."""
    above = W > W.mean()
    return float(np.mean(above[1:] == above[:-1]))


def centred(law: Law) -> Facts:
    """Entries know nothing of their neighbours, and have mean 0."""

    def facts(draws: Draws, sizes: Sequence[tuple[int, ...]], limit: float) -> Iterator[tuple[int, Fact]]:
        for at, W in enumerate(draws):
            for where, V in (("below", W), ("beside", W.T)):
                share = (
                    f"an entry and the one {where} it are both large or both small in a share of {{got}}, not {{want}}"
                )
                yield at, _share(share, _same_side(V), 0.5, V[1:].size)
        for at, (W, size) in enumerate(zip(draws, sizes, strict=True)):
            mean = f"the mean of the {W.size} entries is {{got}}, not {{want}}"
            yield at, Fact(mean, float(W.mean()), 0.0, law.std(*size) / W.size**0.5)

    return facts


def spread(law: Law) -> Facts:
    """Entries have the standard deviation asked for."""

    def facts(draws: Draws, sizes: Sequence[tuple[int, ...]], limit: float) -> Iterator[tuple[int, Fact]]:
        for at, (W, size) in enumerate(zip(draws, sizes, strict=True)):
            want = law.std(*size) ** 2
            got = float(np.mean(W**2))
            ratio = f"{np.sqrt(got / want):.3g}"
            message = f"the standard deviation of the {W.size} entries is {{got}}, not {{want}} (ratio {ratio})"
            error = want * ((law.kurtosis - 1) / W.size) ** 0.5
            yield at, Fact(message, got, want, error, shown=lambda square: float(np.sqrt(square)))

    return facts


def shape(law: Law) -> Facts:
    """Entries are spread as the law says: a quarter in each quarter, none beyond the bound, few far out."""

    def facts(draws: Draws, sizes: Sequence[tuple[int, ...]], limit: float) -> Iterator[tuple[int, Fact]]:
        for at, (W, size) in enumerate(zip(draws, sizes, strict=True)):
            std = law.std(*size)
            if np.isfinite(law.bound):
                outside = max(0.0, float(np.max(np.abs(W))) - law.bound * std)
                message = f"the largest entry lies {{got}} beyond a = {law.bound * std:.4g}"
                yield at, Fact(message, outside, 0.0, 0.0, slack=limit * std)
            far = float(np.mean(np.abs(W) > law.far * std))
            if law.beyond:
                message = f"a share of {{got}} lies beyond {law.far:g} standard deviations, not {{want}}"
                yield at, _share(message, far, law.beyond, W.size)
            for low, high in ((-np.inf, -1), (-1, 0), (0, 1), (1, np.inf)):
                edges = [edge * law.quartile * std for edge in (low, high)]
                share = float(np.mean((edges[0] <= W) & (edges[1] > W)))
                message = f"a share of {{got}} lies between {edges[0]:.3g} and {edges[1]:.3g}, not {{want}}"
                yield at, _share(message, share, 0.25, W.size)

    return facts


def weights(function: str, law: Law) -> tuple[Check, ...]:
    """The checks of a function that draws independent entries."""
    sample = Sample("entries", function, SIZES, _shape_of_weights, _weights_portrait(law))
    name = f"initialisation.{function}"
    oblong = Case("7 inputs and 4 outputs", lambda rng: (7, 4, Chance(int(rng.integers(2**32)))))
    one = Case("1 input and 1 output", lambda rng: (1, 1, Chance(int(rng.integers(2**32)))))
    what = "entries fill (-a, a) evenly" if law is UNIFORM else "entries are normal, and not truncated"
    return (
        answers(
            Subject(function, ("W",)), oblong, id=f"{name}_returns", points=0.25, title="returns (fan_out, fan_in)"
        ),
        answers(
            Subject(function, ("W",)), one, id=f"{name}_of_one", points=0.25, title="one input and one output work"
        ),
        follows_rng(function, (9, 6), 0.5),
        holds(
            sample,
            centred(law),
            id=f"{name}_centred",
            title="neighbours are independent, and the mean is 0",
            points=0.5,
        ),
        holds(sample, spread(law), id=f"{name}_spread", title="the standard deviation agrees", points=1),
        holds(sample, shape(law), id=f"{name}_shape", title=what, points=0.5),
    )


# Orthogonal matrices

# How many matrices of which size. Small ones show a preferred direction best, large ones what a cube left behind. All
# or none of 90 are 11 standard errors off; 24 large ones put the cube 14 off, and 12 in the worst of 200 seeds. An odd
# size beside an even one: a random sign for the whole matrix mends the odd determinants, and changes no even one.
COUNTS = {2: 90, 3: 64, 32: 24}
# Standard deviation of one matrix's mean fourth power, times n (n + 2) / 3. For n = 2 it is 1 / sqrt(18).
FOURTH_POWER_ERRORS = {2: 0.2358, 3: 0.223, 32: 0.0453}
# Gram and Schmidt lose digits where columns happen to be nearly parallel: 8e-9 was the worst of 30 000 matrices. No
# wrong idea lies between that and this.
PERPENDICULAR = 1e-6


def _gram_errors(Qs: Array) -> tuple[Array, Array]:
    """How far columns are from length 1, (count, n), and from each other's right angle, (count, n, n)."""
    G = np.swapaxes(Qs, 1, 2) @ Qs
    lengths = np.diagonal(G, axis1=1, axis2=2)
    return lengths - 1, np.where(np.eye(G.shape[1], dtype=bool), 0.0, G)


def _perpendicular(draws: Draws, sizes: Sequence[tuple[int, ...]], limit: float) -> Iterator[tuple[int, Fact]]:
    for at, Qs in enumerate(draws):
        lengths, products = _gram_errors(Qs)
        k, i = _worst(lengths)
        length = f"column {i} of one of the matrices has the length {{got}}, not {{want}}"
        yield at, Fact(length, float(np.sqrt(lengths[k, i] + 1)), 1.0, 0.0, slack=max(limit, PERPENDICULAR))
        k, i, j = _worst(products)
        product = f"columns {i} and {j} of one of the matrices have the product {{got}}, not {{want}}"
        yield at, Fact(product, float(products[k, i, j]), 0.0, 0.0, slack=max(limit, PERPENDICULAR))


def _worst(errors: Array) -> tuple[int, ...]:
    """Where the largest error is; NaN is larger than all."""
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(np.abs(errors))), errors.shape))


def _by_size(draws: Draws) -> dict[int, Array]:
    """All matrices of one size as one array, (count, n, n)."""
    return dict(zip(COUNTS, draws, strict=True))


def _fourth_power(Qs: Array) -> float:
    """The mean fourth power of the entries, 1 for directions that are all alike."""
    n = Qs.shape[-1]
    return float(np.mean(np.square(np.square(Qs))) * n * (n + 2) / 3)


def _both_determinants(draws: Draws, sizes: Sequence[tuple[int, ...]], limit: float) -> Iterator[tuple[int, Fact]]:
    groups = _by_size(draws)
    for n in (2, 3):
        count = COUNTS[n]
        share = float(np.mean(np.linalg.det(groups[n]) > 0))
        message = f"{{got}} of {count} matrices have a positive determinant, not about {{want}}"
        yield sizes.index((n,)), _share(message, share, 0.5, count, shown=partial(mul, count))


def _no_direction(draws: Draws, sizes: Sequence[tuple[int, ...]], limit: float) -> Iterator[tuple[int, Fact]]:
    groups = _by_size(draws)
    for n in (2, 3):
        at, Qs, count = sizes.index((n,)), groups[n], COUNTS[n]
        message = f"the trace of {count} matrices averages {{got}}, not {{want}}"
        yield at, Fact(message, float(np.mean(np.trace(Qs, axis1=1, axis2=2))), 0.0, count**-0.5)
    # In three dimensions, each entry of a unit vector without preferences is uniform on (-1, 1): Archimedes.
    for i in range(3):
        share = float(np.mean(np.abs(groups[3][:, i, 0]) < 0.5))
        message = f"entry [{i}, 0] lies within a half of 0 in a share of {{got}} of {COUNTS[3]} matrices, not {{want}}"
        yield sizes.index((3,)), _share(message, share, 0.5, COUNTS[3])
    for n, count in COUNTS.items():
        message = "the fourth powers of the entries, times n (n + 2) / 3, average {got}, not {want}"
        error = FOURTH_POWER_ERRORS[n] / count**0.5
        yield sizes.index((n,)), Fact(message, _fourth_power(groups[n]), 1.0, error)
    yield from _signs(groups, sizes)


def _signs(groups: dict[int, Array], sizes: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, Fact]]:
    """To turn rows or columns round leaves the distribution as it is, so half of everything is positive."""
    for n in (2, 3):
        at, Qs, count = sizes.index((n,)), groups[n], COUNTS[n]
        for (i, j), share in np.ndenumerate(np.mean(Qs > 0, axis=0)):
            message = f"entry [{i}, {j}] is positive in a share of {{got}} of {count} matrices, not {{want}}"
            yield at, _share(message, float(share), 0.5, count)
        for i, share in enumerate(np.mean(Qs.sum(axis=2) > 0, axis=0)):
            message = f"row {i} has a positive sum in a share of {{got}} of {count} matrices, not {{want}}"
            yield at, _share(message, float(share), 0.5, count)


def _orthogonal_portrait(draws: Draws) -> Array:
    """Lengths and angles, signs, and where columns point once they are as long as 1, so that no long one is noise."""
    groups = _by_size(draws)
    with np.errstate(all="ignore"):
        units = {n: Qs / np.linalg.norm(Qs, axis=1, keepdims=True) for n, Qs in groups.items()}
        pointed = np.log1p([_fourth_power(units[n]) for n in COUNTS]) / (0.15, 0.15, 0.035)
        means = [units[n].mean(axis=0).reshape(-1) / 0.55 for n in (2, 3)]
        return np.concatenate([_portrait_of_lengths(groups), _portrait_of_signs(groups), pointed, *means])


def _portrait_of_lengths(groups: dict[int, Array]) -> Array:
    """How far columns, rows and the columns' products are off, the size of entries, the share of symmetric entries."""
    turned = np.swapaxes(groups[3], 1, 2)
    columns, products = _gram_errors(groups[3])
    rows, _ = _gram_errors(turned)
    off = [float(np.mean(np.log1p(np.abs(errors)))) for errors in (columns, rows, products)]
    scale = float(np.log1p(np.mean(groups[32] ** 2) * 32))
    symmetric = float(np.mean(np.abs(groups[3] - turned) < 1e-9))
    return np.array([*off, scale, symmetric]) / (0.2, 0.2, 0.12, 0.1, 0.35)


def _portrait_of_signs(groups: dict[int, Array]) -> Array:
    """Shares of positive determinants, of positive corners, and of first rows with a positive sum."""
    determinants = [float(np.mean(np.linalg.det(groups[n]) > 0)) / 0.35 for n in (2, 3)]
    corner = float(np.mean(np.concatenate([groups[n][:, 0, 0] for n in (2, 3)]) > 0)) / 0.25
    row = float(np.mean(groups[2][:, 0].sum(axis=1) > 0)) / 0.35
    return np.array([*determinants, corner, row])


MATRICES = Sample(
    "matrices",
    "orthogonal",
    tuple((n,) for n in COUNTS),
    _square,
    _orthogonal_portrait,
    counts=tuple(COUNTS.values()),
)
ORTHOGONAL = Subject("orthogonal", ("Q",))
FIVE = Case("n = 5", lambda rng: (5, Chance(int(rng.integers(2**32)))))
SINGLE = Case("n = 1", lambda rng: (1, Chance(int(rng.integers(2**32)))))

# scaled_identity

IDENTITY = Subject("scaled_identity", ("W",))
SCALED = (
    Case("the scale it has by default", lambda rng: (4,)),
    Case("a scale of 0.3", lambda rng: (5, 0.3)),
)
IDENTITY_EDGES = (
    Case("n = 1", lambda rng: (1, 0.7)),
    Case("a negative scale", lambda rng: (3, -1.5)),
    Case("a small scale", lambda rng: (6, 1e-20)),
    Case("a scale of 0", lambda rng: (3, 0.0)),
)

CHECKS = (
    *weights("xavier_uniform", UNIFORM),
    *weights("he_normal", NORMAL),
    answers(ORTHOGONAL, FIVE, id="initialisation.orthogonal_returns", points=0.25, title="returns (n, n)"),
    answers(ORTHOGONAL, SINGLE, id="initialisation.orthogonal_of_one", points=0.25, title="n = 1 works"),
    follows_rng("orthogonal", (5,), 0.5),
    holds(
        MATRICES,
        _perpendicular,
        id="initialisation.orthogonal_columns",
        title="columns have length 1 and are perpendicular",
        points=1,
    ),
    holds(
        MATRICES,
        _both_determinants,
        id="initialisation.orthogonal_determinants",
        title="half of the matrices are reflections",
        points=0.5,
    ),
    holds(
        MATRICES,
        _no_direction,
        id="initialisation.orthogonal_uniform",
        title="no direction is preferred",
        points=0.5,
    ),
    answers(IDENTITY, SCALED[0], id="initialisation.scaled_identity_returns", points=0.25, title="returns (n, n)"),
    agrees(
        IDENTITY,
        SCALED,
        id="initialisation.scaled_identity_matches",
        title="scale on the diagonal, 0 elsewhere",
        points=0.5,
    ),
    agrees(
        IDENTITY,
        IDENTITY_EDGES,
        rung=HARDER_VALUES,
        id="initialisation.scaled_identity_edges",
        title="n = 1, and scales that are negative, tiny or 0",
        points=0.25,
    ),
)
