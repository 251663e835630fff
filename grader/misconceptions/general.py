"""Wrong ideas that no single function owns: they show in how an answer differs, whatever was asked.

A misconception of an exercise is one function with one answer. These are families (any threshold, any epsilon, any
number of digits), so they are recognised by what they do to the right answer instead. They are asked only when no idea
of the exercise explains the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from grader.numeric.compare import LIMIT

Recognises = Callable[[np.ndarray, np.ndarray], bool]


@dataclass(frozen=True)
class GeneralIdea:
    """A family of wrong ideas.

    Attributes:
        id: `general.name_of_the_family`.
        says: What the learner's code does, in the second person.
        ask: One question that exposes it; never the fix.
        looks: What the answers show.
        tempting: Why people do it.
        source: Where it was seen.
        recognises: Does this wrong array differ from this right one in this family's way? None where the family
            shows in what a call does; then the check that sees it says so.
    """

    id: str
    says: str
    ask: str
    looks: str
    tempting: str
    source: str
    recognises: Recognises | None = None

    def shown_by(self, got: np.ndarray, want: np.ndarray) -> bool:
        """Return whether a wrong array differs from the right one in this family's way."""
        with np.errstate(all="ignore"):  # hostile answers reach 1.8e308
            return self.recognises is not None and self.recognises(got, want)


def _wrong(got: np.ndarray, want: np.ndarray) -> np.ndarray:
    """Entries that differ, each by its own size, whatever precision the file may use."""
    return np.asarray(np.abs(got - want) > LIMIT * np.maximum(np.abs(got), np.abs(want)))


def _zeros(got: np.ndarray, want: np.ndarray) -> bool:
    """Wrong only where the right entry is small, beside the largest or by itself; and mostly exactly 0 there.

    Mostly: what is computed from an entry that was cut to 0 is wrong, too, without being 0.
    """
    wrong = _wrong(got, want)
    small = max(0.01 * float(np.max(np.abs(want), initial=0.0)), 1e-6)
    return bool(wrong.any() and np.mean(got[wrong] == 0) >= 0.5 and np.all(np.abs(want[wrong]) <= small))


def _clipped(got: np.ndarray, want: np.ndarray) -> bool:
    """Wrong entries end at one size, where the right ones are larger and of the same sign; the others are right."""
    wrong = _wrong(got, want)
    bound = float(np.max(np.abs(got), initial=0.0))
    at_bound = (np.abs(got) >= bound * (1 - LIMIT)) & (np.sign(got) == np.sign(want)) & (np.abs(want) > bound)
    return bound > 0 and got.size > 1 and bool(np.all(at_bound[wrong]))


def _rounded(got: np.ndarray, want: np.ndarray) -> bool:
    """For some number of places, got is want rounded to the nearest; and not all zeros."""
    places = (k for k in range(1, 16) if np.array_equal(np.round(got, k), got))
    k = next(places, None)
    return k is not None and bool(np.any(got != 0)) and bool(np.all(np.abs(got - want) <= 0.51 * 10.0**-k))


def _halves(got: np.ndarray, want: np.ndarray) -> bool:
    """Right to float16's digits, where float16 has any."""
    normal = np.abs(want) > float(np.finfo(np.float16).tiny)
    distance = np.abs(got - want)
    close = np.where(normal, distance <= 0.02 * np.abs(want), distance <= float(np.finfo(np.float16).tiny))
    with np.errstate(over="ignore"):
        stored = np.array_equal(got.astype(np.float16).astype(np.float64), got)
    return stored and bool(np.any(normal)) and bool(np.all(close))


def _kept_from_zero(got: np.ndarray, want: np.ndarray) -> bool:
    """Off by very little, always away from zero, and the smallest entries all end at the same size."""
    wrong = _wrong(got, want)
    small = np.abs(got - want) <= 1e-5 * max(1.0, float(np.max(np.abs(want), initial=0.0)))
    sizes = np.abs(got[wrong])
    kept = sizes[np.abs(want[wrong]) <= 1e-3 * sizes]
    alike = kept.size < 2 or float(kept.max()) <= 1.01 * float(kept.min())
    return bool(np.all(small) and np.all(sizes > np.abs(want[wrong])) and alike)


def _nudged(got: np.ndarray, want: np.ndarray) -> bool:
    """Off by less than a millionth of the largest entry, everywhere."""
    largest = float(np.max(np.abs(want), initial=0.0))
    return largest > 0 and bool(np.all(np.abs(got - want) <= 1e-6 * largest))


def _approximated(got: np.ndarray, want: np.ndarray) -> bool:
    """Right to a few digits, entry by entry."""
    return bool(np.all(np.abs(got - want) <= 0.05 * np.abs(want)))


GENERAL_IDEAS = (
    GeneralIdea(
        "general.small_taken_for_zero",
        says="there are zeros where the right number is small, but not zero",
        ask="Which line of yours turns a small number into 0, or never reaches the early steps?",
        looks="every entry is right or exactly 0",
        tempting="a gradient of 1e-9 prints as 0.000, and stopping there saves work",
        source="seen in review; what np.allclose's default tolerance accepts",
        recognises=_zeros,
    ),
    GeneralIdea(
        "general.clipped",
        says="large entries are clipped to a limit",
        ask="Is clipping part of the gradient, or of what is done with it afterwards?",
        looks="entries below some size are right, larger ones end exactly there",
        tempting="well-known code clips right after its backward pass",
        source="catalogue I2; min-char-rnn clips to 5",
        recognises=_clipped,
    ),
    GeneralIdea(
        "general.rounded",
        says="the numbers are rounded to a few decimal places",
        ask="How many digits does a gradient of 1e-12 have left after that?",
        looks="entries end after a few decimal places",
        tempting="rounded numbers are easier to read, and to compare by eye",
        source="seen in review",
        recognises=_rounded,
    ),
    GeneralIdea(
        "general.half_precision",
        says="the numbers are kept in half precision",
        ask="What is the smallest positive number float16 can hold, and how far back is your gradient above it?",
        looks="three digits agree, and small entries are zero",
        tempting="float16 is what fast training uses",
        source="seen in review",
        recognises=_halves,
    ),
    GeneralIdea(
        "general.kept_from_zero",
        says="something keeps small numbers away from zero: an epsilon, a floor, a clip",
        ask="What is the epsilon protecting you from, and can it happen here?",
        looks="large entries agree, small ones are too large",
        tempting="an epsilon never seems to hurt, and has prevented a division by zero somewhere else",
        source="seen in review; CS231n's own rel_error has one",
        recognises=_kept_from_zero,
    ),
    GeneralIdea(
        "general.nudged",
        says="every number is off by a little: less than a millionth of the largest",
        ask="Which line adds, clips or rounds something that is not in the formula?",
        looks="absolute errors around 1e-8, whatever the size of the entry",
        tempting="an error of 1e-8 looks like no error",
        source="seen in review; what np.allclose's default tolerance accepts",
        recognises=_nudged,
    ),
    GeneralIdea(
        "general.approximated",
        says="the answer is an approximation: it agrees to a few digits only",
        ask="Which line approximates, where the formula is exact?",
        looks="a few digits agree, everywhere",
        tempting="a finite difference or a smooth replacement needs no formula",
        source="catalogue D8; seen in review",
        recognises=_approximated,
    ),
)

# These show in what a call does or in a shape, not in entries: grader.checks.explain says where they are looked for.
OTHER_SHAPE = GeneralIdea(
    "general.other_shape",
    says="the numbers are right, and their shape is not",
    ask="What shape has the thing this belongs to, axis by axis?",
    looks="the right entries in the right order, with an axis more, less or of another length",
    tempting="flattening or keepdims=True makes another line simpler",
    source="catalogue G4; seen in review",
    recognises=lambda got, want: (
        got.shape != want.shape and got.size == want.size > 0 and not _wrong(got.reshape(-1), want.reshape(-1)).any()
    ),
)
MORE_THAN_ASKED = GeneralIdea(
    "general.more_than_asked",
    says="the answer is in there, with something beside it",
    ask="How many things does the docstring say are returned?",
    looks="a tuple, one part of which is right",
    tempting="torch.nn.RNN returns two things",
    source="seen in review",
    recognises=lambda got, want: got.shape == want.shape and not _wrong(got, want).any(),
)
NEEDS_A_STEP = GeneralIdea(
    "general.needs_a_step",
    says="without any step your code has nothing to stand on",
    ask="What should come out when there are no steps at all, and which line needs at least one?",
    looks="an exception for T = 0, and right otherwise",
    tempting="nobody tries the empty sequence",
    source="seen in review",
)
REMEMBERS = GeneralIdea(
    "general.remembers",
    says="something is remembered from one call to the next",
    ask="Which name that lives outside your function does it change?",
    looks="the first call is right, the second is not",
    tempting="gradients that are accumulated have to live somewhere",
    source="seen in review",
)
WRITES_INTO_ARGUMENTS = GeneralIdea(
    "general.writes_into_arguments",
    says="you write into an array that belongs to the caller",
    ask="What does a second call with the same arrays find in them?",
    looks="right numbers, and an argument that is another array afterwards",
    tempting="`+=` and `[...] =` save a line and a copy",
    source="catalogue A13, C8, G16, K8; 59 % of otherwise right LSTM backwards in public code",
)
ALL_GENERAL = (*GENERAL_IDEAS, OTHER_SHAPE, MORE_THAN_ASKED, NEEDS_A_STEP, REMEMBERS, WRITES_INTO_ARGUMENTS)
