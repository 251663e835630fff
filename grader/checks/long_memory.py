"""`long_memory`: batches judged by their distribution, models by what their logits notice, training by its success.

Everything is random, so nothing is compared with the solution's numbers. What comes back from the worker is made into
facts, yes or no, that no right file can miss (see SIGMAS for how sure that is). A wrong idea is named when its own
answers give the same facts. Whether training succeeded is decided by the accuracy on sequences drawn here, after it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from grader.calls import Answer, Call, Died, Raised, Returned, TimedOut
from grader.checks.check import ANSWERS, HARDER_VALUES, VALUES, Case, Check, Given, Steps, Subject, ask
from grader.checks.facts import reports
from grader.checks.reading import Arrays, as_array, kind_of, read
from grader.checks.rungs import answers, told
from grader.numeric.cases import generator
from grader.verdict import PASSED, Finding, Idea, Status

Array = np.ndarray

PRELOADS = ("torch", "torch._dynamo")  # optimisers import the second, and would do so too late
# The first optimiser imports torch._dynamo, 1 to 2 s; two trainings and their comparison have a minute of their own.
LIMITS = {"load_wall_seconds": 60.0, "call_wall_seconds": 20.0, "file_wall_seconds": 240.0}

# Standard errors that a count may be off. The worst case is a cell of 160 expected sequences: 2e-12 by Chernoff's
# bound, and some 300 cells are looked at.
SIGMAS = 8

Facts = tuple[object, ...]


def _short(found: Arrays | Finding) -> Finding:
    assert isinstance(found, Finding), "what did not return is a finding"  # noqa: S101
    return found


# Questions: a few calls, and what is seen in all the answers together


@dataclass(frozen=True)
class Question:
    """Calls of one function whose answers are looked at together.

    Attributes:
        subject: The function.
        reported: The types of what its driver returns; object where it is the learner's own.
        calls: From the seed to the calls.
        facts: From the calls and their answers to what is seen: equal for equal ideas, whatever was drawn.
    """

    subject: Subject
    reported: tuple[type, ...]
    calls: Callable[[int], tuple[Call, ...]]
    facts: Callable[[Sequence[Call], Sequence[Answer]], Facts]

    def returned(self, received: Sequence[Answer]) -> list[tuple[Any, ...]] | Finding:
        """What the driver returned each time, or the finding about the first call that went wrong."""
        values = []
        for one in received:
            if not isinstance(one, Returned):
                return _short(read(one, Returned(None), self.subject))
            value = one.value
            if not isinstance(value, tuple) or len(value) != len(self.reported):
                return Finding(Status.FAILED, f"the worker said {kind_of(value)}, which is no answer")
            if not all(map(isinstance, value, self.reported)):
                return Finding(Status.FAILED, "the worker said something that is no answer")
            values.append(value)
        return values

    def ideas(self, given: Given, calls: Sequence[Call], seen: Facts) -> tuple[Idea, ...]:
        """The misconceptions whose own answers show the same."""
        return tuple(
            Idea(idea.id, idea.says, idea.ask)
            for idea in given.ideas
            if idea.function == self.subject.function
            and self.facts(calls, [given.imagined(idea, call) for call in calls]) == seen
        )


def holds(
    question: Question,
    problem: Callable[[Sequence[Call], Sequence[Any]], str],
    *,
    id: str,
    title: str,
    points: float,
    rung: int = VALUES,
) -> Check:
    """Check one thing about the answers: `problem` says what is wrong with what was returned, "" when nothing is."""

    def steps(given: Given) -> Steps:
        calls = question.calls(given.seed)
        received: list[Answer] = []
        for call in calls:
            received.append((yield call))
            if isinstance(received[-1], TimedOut | Died):
                break  # asking again would cost the limit again
        values = question.returned(received)
        finding = values if isinstance(values, Finding) else Finding(Status.FAILED, problem(calls, values))
        if not finding.message:
            return PASSED
        finding = replace(finding, call=given.described(calls[0]))
        if finding.fatal:
            return finding
        return replace(finding, ideas=question.ideas(given, calls, question.facts(calls, received)))

    return Check(id, question.subject.function, title, points, rung, steps)


# make_batch

BATCH = Subject("make_batch", ("xs", "targets"))
_SIZES = (4000, 4, 5)  # sequences, lag, symbols


def _batch_calls(seed: int) -> tuple[Call, ...]:
    """The same generator twice, among other global chance; then another generator."""
    one, other = (int(number) for number in generator(seed, "make_batch").choice(2**31, 2, replace=False))
    return tuple(
        Call("make_batch", (*_SIZES, chance, elsewhere), driver="make_batch")
        for chance, elsewhere in ((one, 1), (one, 2), (other, 1))
    )


def _batch(call: Call, batch: Any) -> Arrays | Finding:
    """Read one batch: xs and targets of the right shapes, or what is wrong."""
    N, lag, K = call.arguments[:3]
    return read(Returned(batch), Returned((np.zeros((lag + 1, N, K)), np.zeros(N))), BATCH)


def _not_a_batch(calls: Sequence[Call], values: Sequence[Any]) -> str:
    for call, (first, second, _) in zip(calls, values, strict=True):
        for batch in (first, second):
            found = _batch(call, batch)
            if isinstance(found, Finding):
                return found.message
    return ""


def _not_one_hot(calls: Sequence[Call], values: Sequence[Any]) -> str:
    xs, targets = values[0][0]
    return _wrong_form(np.asarray(xs), np.asarray(targets))


def _wrong_form(xs: Array, targets: Array) -> str:
    if xs.dtype != np.float32:
        return f"xs is {xs.dtype}, not float32"
    if targets.dtype != np.int64:
        return f"targets is {targets.dtype}, not int64"
    if not np.all((xs == 0) | (xs == 1)):
        return "xs has entries that are neither 0 nor 1"
    if np.any(xs.sum(axis=2) != 1):
        t, n = np.argwhere(xs.sum(axis=2) != 1)[0]
        return f"xs[{t}, {n}] has {xs[t, n].sum():g} ones, not 1"
    return ""


def _showing(xs: Array, targets: Array) -> tuple[int, ...]:
    """The steps at which the target symbol is shown in every sequence."""
    return tuple(np.flatnonzero(np.all(xs.argmax(axis=2) == targets, axis=1)).tolist())


def _shown_elsewhere(calls: Sequence[Call], values: Sequence[Any]) -> str:
    xs, targets = map(np.asarray, values[0][0])
    shown = _showing(xs, targets)
    if shown == (0,):
        return ""
    others = ", ".join(f"xs[{t}]" for t in shown if t)
    if 0 in shown:
        return f"the target is shown at step 0 and again: {others}"
    return f"the target is shown by {others}, not by xs[0]" if others else "xs[0] does not show the target"


def _counts(symbols: Array, others: Array, K: int) -> Array:
    """How often each pair of symbols occurs, (K, K)."""
    return np.bincount(symbols.reshape(-1) * K + others.reshape(-1), minlength=K * K).reshape(K, K)


def _off(counts: Array) -> bool:
    """Is one of these counts, which ought to be alike, too far off for chance?"""
    total, share = counts.sum(), 1 / counts.size
    return bool(np.any(np.abs(counts - total * share) > SIGMAS * np.sqrt(total * share * (1 - share))))


def _dependent(symbols: Array, K: int) -> list[tuple[int, int]]:
    """Pairs of steps that know of each other."""
    pairs = combinations(range(len(symbols)), 2)
    return [(t, u) for t, u in pairs if _off(_counts(symbols[t], symbols[u], K))]


def _skewed(symbols: Array, K: int) -> str:
    """What is wrong with the distribution of symbols (T, N)."""
    for t, row in enumerate(symbols):
        counts = np.bincount(row, minlength=K)
        if _off(counts):
            k = int(np.argmax(np.abs(counts - counts.mean())))
            return f"symbol {k} comes {counts[k]} times at step {t} of {row.size} sequences, not about {row.size // K}"
    for t, u in _dependent(symbols, K):
        return f"steps {t} and {u} of a sequence depend on each other"
    return "neighbouring sequences depend on each other" if _off(_counts(symbols[:, :-1], symbols[:, 1:], K)) else ""


def _not_uniform(calls: Sequence[Call], values: Sequence[Any]) -> str:
    return _skewed(np.asarray(values[0][0][0]).argmax(axis=2), calls[0].arguments[2])


def _equal(one: Any, other: Any) -> bool:
    return all(np.array_equal(*pair) for pair in zip(one, other, strict=True))


def _chance_facts(values: Sequence[Any]) -> tuple[bool, ...]:
    """(same again, its targets at least, same from another generator, same twice in a row, other chance left alone)."""
    (first, second, left), (again, _, _), (other, _, _) = values
    return (_equal(first, again), _equal(first[1:], again[1:]), _equal(first, other), _equal(first, second), left)


def _other_chance(calls: Sequence[Call], values: Sequence[Any]) -> str:
    again, _, from_another, twice, left_alone = _chance_facts(values)
    if not again:
        return "the same generator gives another batch when torch's global generator is in another state"
    if from_another:
        return "two generators with different seeds give the same batch"
    if twice:
        return "two batches drawn one after the other are the same"
    return "" if left_alone else "a generator that nobody passed has been used or seeded"


def _batch_facts(calls: Sequence[Call], received: Sequence[Answer]) -> Facts:
    values = BATCHES.returned(received)
    if isinstance(values, Finding):
        return _raised(received)
    if _not_a_batch(calls, values):
        return _shapes(values[0][0])
    xs, targets = map(np.asarray, values[0][0])
    form = _wrong_form(xs, targets)
    if form:
        return xs.dtype.name, targets.dtype.name, form.partition("]")[2]
    symbols, K = xs.argmax(axis=2), xs.shape[2]
    skewed = tuple(_off(np.bincount(row, minlength=K)) for row in symbols)
    between = _off(_counts(symbols[:, :-1], symbols[:, 1:], K))
    return _showing(xs, targets), skewed, tuple(_dependent(symbols, K)[:1]), between, _chance_facts(values)


def _raised(received: Sequence[Answer]) -> Facts:
    return tuple((one.kind, one.message) if isinstance(one, Raised) else type(one).__name__ for one in received)


def _shapes(value: Any) -> Facts:
    """The shapes of an answer's parts, whatever it is."""
    parts = value if isinstance(value, tuple | list) else [value]
    arrays = [as_array(part) for part in parts]
    return type(value).__name__, tuple(None if array is None else array.shape for array in arrays)


BATCHES = Question(BATCH, (object, object, bool), _batch_calls, _batch_facts)


def _small_calls(seed: int) -> tuple[Call, ...]:
    return tuple(
        Call("make_batch", (*sizes, seed + 1, 1), driver="make_batch") for sizes in ((1, 1, 2), (3, 7, 3), (2, 1, 6))
    )


def _small_wrong(calls: Sequence[Call], values: Sequence[Any]) -> str:
    problem = _not_a_batch(calls, values)
    if problem:
        return problem
    batches = [[np.asarray(part) for part in first] for first, _, _ in values]
    told_wrong = (
        _wrong_form(xs, targets) or ("" if 0 in _showing(xs, targets) else "xs[0] does not show the target")
        for xs, targets in batches
    )
    return next(filter(None, told_wrong), "")


SMALL = Question(BATCH, BATCHES.reported, _small_calls, lambda calls, received: _raised(received))


# build_model

MODEL = Subject("build_model", ("logits",))
_SYMBOLS, _HIDDEN, _SEQUENCES, _STEPS = 7, 9, 4, 6


def _model_calls(seed: int) -> tuple[Call, ...]:
    """Sequences; with other symbols after step 0; with other symbols before the last step; and the first once more."""
    rng = generator(seed, "build_model")
    symbols = rng.integers(_SYMBOLS, size=(_STEPS, _SEQUENCES))
    others = (symbols + rng.integers(1, _SYMBOLS, size=symbols.shape)) % _SYMBOLS  # another one, everywhere
    late, early = symbols.copy(), others.copy()
    late[1:], early[-1] = others[1:], symbols[-1]
    return (Call("build_model", (_SYMBOLS, _HIDDEN, [symbols, late, early, symbols], seed), driver="build_model"),)


def _no_module(calls: Sequence[Call], values: Sequence[Any]) -> str:
    module, count, _ = values[0]
    if not module:
        return "what build_model returns is no nn.Module"
    return "" if count else "the module has no parameters"


def _no_logits(calls: Sequence[Call], values: Sequence[Any]) -> str:
    wanted = Returned(np.zeros((_SEQUENCES, _SYMBOLS)))
    found = [read(Returned(one), wanted, MODEL) for one in values[0][2]]
    if len(found) != len(calls[0].arguments[2]):
        return f"there are logits for {len(found)} batches of {len(calls[0].arguments[2])}"
    return next((one.message for one in found if isinstance(one, Finding)), "")


def _logits(values: Sequence[Any]) -> list[Array]:
    return [np.asarray(one, np.float64) for one in values[0][2]]


def _blind(calls: Sequence[Call], values: Sequence[Any]) -> str:
    first, late, early, _ = _logits(values)
    if np.array_equal(first, late):
        return "the logits stay the same whatever comes after step 0: nothing is remembered, only looked at"
    if np.array_equal(first, early):
        return "the logits stay the same whatever comes before the last step"
    return ""


def _probabilities(calls: Sequence[Call], values: Sequence[Any]) -> str:
    logits = _logits(values)
    alike = all(np.all(one >= 0) and np.all(np.abs(one.sum(axis=1) - 1) < 1e-5) for one in logits)
    return "every row is positive and sums to 1: these are probabilities, not logits" if alike else ""


def _moody(calls: Sequence[Call], values: Sequence[Any]) -> str:
    first, _, _, again = _logits(values)
    same = np.all(np.abs(first - again) <= 1e-5 * np.max(np.abs(first)))
    return "" if same else "the same sequences give other logits when they are shown again"


def _model_facts(calls: Sequence[Call], received: Sequence[Answer]) -> Facts:
    values = MODELS.returned(received)
    if isinstance(values, Finding):
        return _raised(received)
    kind = _no_module(calls, values)
    if kind:
        return (kind,)
    if _no_logits(calls, values):
        return _shapes(values[0][2])
    return tuple(problem(calls, values) for problem in (_blind, _probabilities, _moody))


MODELS = Question(MODEL, (bool, int, list), _model_calls, _model_facts)


# train: a few steps with a small network of ours

TRIED = Subject("train", ("losses", "facts"))
TRY = Case("a small network of ours", lambda rng: (4, 5, 3, int(rng.integers(2**31))), driver="try_training")
_MOVED, _SAME, _DIFFERENT, _LEFT_ALONE, _FRESH = range(5)


def _unmoved(got: Arrays, want: Arrays) -> str:
    return "" if got["facts"][_MOVED] else "the weights are the same after training as before"


def _chance_of_training(got: Arrays, want: Arrays) -> str:
    facts = got["facts"]
    if not facts[_SAME]:
        return "the same generator gives other losses when torch's global generator is in another state"
    if not facts[_DIFFERENT]:
        return "two generators with different seeds give the same losses"
    return "" if facts[_LEFT_ALONE] else "a generator that nobody passed has been used or seeded"


# train: for real

SYMBOLS, HIDDEN, LAG, STEPS = 8, 32, 50, 600
WANTED, FRESH_SEQUENCES, WALL_SECONDS = 0.95, 1000, 60.0


@dataclass(frozen=True)
class Trained:
    """What came of one training.

    Attributes:
        accuracy: On sequences that were drawn after it.
        loss: The mean of the last losses.
        seconds: How long it took.
        reach: log10 of the gradient that reaches step 0; NaN when it cannot be asked for.
    """

    accuracy: float
    loss: float
    seconds: float
    reach: float


def _training(given: Given, keep: str, seed: int, seconds: float) -> Generator[Call, Answer, Trained | Finding]:
    """Build, train and ask one model, which stays in the worker."""
    builder = "build_model" if keep == "keep_built" else "train"
    kept = yield Call(builder, (SYMBOLS, HIDDEN, seed), driver=keep, again=True)
    if not isinstance(kept, Returned):
        return _short(read(kept, Returned(None), Subject(builder, ("model",))))
    call = Call("train", (LAG, SYMBOLS, STEPS, seed), driver="train_kept", again=True, wall_seconds=seconds)
    run = read((yield call), Returned((np.zeros(STEPS), 0.0)), Subject("train", ("losses", "seconds")))
    if isinstance(run, Finding):
        return run
    symbols = generator(given.seed, "fresh sequences", str(seed)).integers(SYMBOLS, size=(LAG + 1, FRESH_SEQUENCES))
    answer = yield Call("train", (symbols.astype(np.int8), SYMBOLS), driver="ask_kept", again=True)
    unknown = np.full(LAG + 1, np.nan)  # a gradient that cannot be asked for is no mistake
    asked = read(
        answer, Returned((np.zeros((FRESH_SEQUENCES, SYMBOLS)), unknown)), Subject("train", ("logits", "slopes"))
    )
    if isinstance(asked, Finding):
        return asked
    accuracy = float(np.mean(asked["logits"].argmax(axis=1) == symbols[0]))
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = float(np.log10(asked["slopes"][0]))
    return Trained(accuracy, float(np.mean(run["losses"][-20:])), float(run["seconds"]), reach)


def _remembers(given: Given) -> Steps:
    """Train, the better of two seeds; then a network that forgets, in what is left of the minute."""
    first, second = (int(number) for number in generator(given.seed, "training").choice(2**31, 2, replace=False))
    trained = yield from _training(given, "keep_built", first, WALL_SECONDS)
    call = f"train(build_model({SYMBOLS}, {HIDDEN}), lag {LAG}, n_symbols {SYMBOLS}, steps {STEPS}, generator)"
    if isinstance(trained, Finding):
        return replace(trained, call=call)
    left = WALL_SECONDS - max(trained.seconds, 0.0)
    if trained.accuracy < WANTED and left > 1:
        again = yield from _training(given, "keep_built", second, left)
        if isinstance(again, Trained):
            left -= max(again.seconds, 0.0)
            trained = max(trained, again, key=lambda one: one.accuracy)
        else:
            left = 0.0
    vanilla = (yield from _training(given, "keep_vanilla", first, left)) if left > 1 else None
    beside = _beside(trained, vanilla)
    if trained.accuracy >= WANTED:
        return replace(PASSED, note=f"accuracy {trained.accuracy:.3f} after {trained.seconds:.0f} s{beside}")
    asked = ask(given, TRIED, TRY)
    answer = yield asked.call
    message = (
        f"{trained.accuracy:.1%} of {FRESH_SEQUENCES} fresh first symbols are named, the better of two seeds; "
        f"{WANTED:.0%} are asked for, and guessing names {1 / SYMBOLS:.1%}"
    )
    where = f"the loss ends at {trained.loss:.3g}; guessing has {math.log(SYMBOLS):.3g}"
    finding = told(Finding(Status.FAILED, message), [(asked, answer)], "facts")
    return replace(finding, call=call, case="", where=where, others=beside.removeprefix("; "))


def _beside(trained: Trained, vanilla: Trained | Finding | None) -> str:
    """The comparison, as it follows a semicolon."""
    if not isinstance(vanilla, Trained):
        return ""
    return (
        f"; a plain tanh network trained the same way: accuracy {vanilla.accuracy:.3f}, loss {vanilla.loss:.3g}; "
        f"log10 of the gradient at step 0: {trained.reach:.1f} here, {vanilla.reach:.1f} there"
    )


CHECKS = (
    holds(
        BATCHES,
        _not_a_batch,
        id="long_memory.batch_returns",
        title="returns xs and targets in the right shape",
        points=0.5,
        rung=ANSWERS,
    ),
    holds(
        BATCHES,
        _not_one_hot,
        id="long_memory.batch_is_one_hot",
        title="xs is float32 and one-hot, targets are int64",
        points=1,
    ),
    holds(
        BATCHES,
        _shown_elsewhere,
        id="long_memory.batch_shows_target",
        title="step 0 shows the target, and no other step does",
        points=1.5,
    ),
    holds(
        BATCHES,
        _not_uniform,
        id="long_memory.batch_is_uniform",
        title="all symbols are uniform and independent",
        points=2,
        rung=HARDER_VALUES,
    ),
    holds(
        BATCHES,
        _other_chance,
        id="long_memory.batch_chance",
        title="chance comes from the generator, and from nowhere else",
        points=1.5,
        rung=HARDER_VALUES,
    ),
    holds(
        SMALL,
        _small_wrong,
        id="long_memory.batch_small",
        title="one sequence, a lag of 1 and two symbols work",
        points=0.5,
        rung=HARDER_VALUES,
    ),
    holds(
        MODELS,
        _no_module,
        id="long_memory.model_is_a_module",
        title="returns a module with parameters",
        points=0.5,
        rung=ANSWERS,
    ),
    holds(
        MODELS,
        _no_logits,
        id="long_memory.model_returns_logits",
        title="the module returns (N, n_symbols)",
        points=1,
        rung=ANSWERS,
    ),
    holds(
        MODELS,
        _blind,
        id="long_memory.model_reads",
        title="the logits depend on early steps and on late ones",
        points=1.5,
    ),
    holds(MODELS, _probabilities, id="long_memory.model_gives_logits", title="logits are no probabilities", points=0.5),
    holds(
        MODELS,
        _moody,
        id="long_memory.model_same_twice",
        title="the same sequences give the same logits",
        points=0.5,
    ),
    answers(TRIED, TRY, id="long_memory.train_returns", title="returns the loss of each step", points=1),
    reports(
        TRIED,
        (TRY,),
        "facts",
        _unmoved,
        id="long_memory.train_moves",
        title="moves the weights",
        points=1,
        rung=VALUES,
    ),
    reports(
        TRIED,
        (TRY,),
        "facts",
        _chance_of_training,
        id="long_memory.train_chance",
        title="chance comes from the generator, and from nowhere else",
        points=2,
        rung=VALUES,
    ),
    Check(
        "long_memory.train_remembers",
        "train",
        f"names {WANTED:.0%} of fresh first symbols after {LAG} random ones",
        10,
        HARDER_VALUES,
        _remembers,
    ),
)


# What the solution returns through the drivers, as far as it is looked at


def make_batch(batch_size: int, lag: int, n_symbols: int, generator: int, elsewhere: int) -> tuple[Any, Any, bool]:
    """As the driver of that name: two batches, and nothing else was touched."""
    rng = np.random.default_rng(generator)
    symbols = [rng.integers(n_symbols, size=(lag + 1, batch_size)) for _ in range(2)]
    first, second = ((np.eye(n_symbols, dtype=np.float32)[one], one[0]) for one in symbols)
    return first, second, True


def build_model(n_symbols: int, hidden_size: int, sequences: list[Array], seed: int) -> tuple[bool, int, list[Array]]:
    """As the driver of that name, for a network that adds up what it has read."""
    weights = np.random.default_rng(seed).standard_normal((len(sequences[0]), n_symbols, n_symbols))
    read_out = [sum(weights[t][row] for t, row in enumerate(symbols)) for symbols in sequences]
    return True, weights.size, [np.asarray(one) for one in read_out]


def train(lag: int, n_symbols: int, steps: int, seed: int) -> tuple[Array, tuple[bool, bool, bool, bool, bool]]:
    """As the driver `try_training`: all that a right training shows."""
    return np.full(steps, math.log(n_symbols)), (True, True, True, True, True)


STAND_INS: dict[str, Callable[..., Any]] = {"make_batch": make_batch, "build_model": build_model, "train": train}
