"""`gradient_decay`: a power, its curve, its logarithm beyond the end of float64, and how far back a signal is heard."""

from __future__ import annotations

import numpy as np

from grader.checks.check import HARDER_VALUES, Case, Subject
from grader.checks.rungs import agrees, answers

Scalars = tuple[float | int, ...]


# Inputs. Longer powers than 40 are not asked of anybody: float32 would lose more than a digit of its seven.


def _between(rng: np.random.Generator, low: float, high: float) -> float:
    return float(rng.uniform(low, high))


def _default_slope(rng: np.random.Generator) -> Scalars:
    return int(rng.integers(6, 12)), _between(rng, 0.6, 0.95)


def _own_slope(rng: np.random.Generator) -> Scalars:
    return int(rng.integers(6, 12)), _between(rng, 0.6, 0.9), _between(rng, 0.6, 0.85)


def _growing(rng: np.random.Generator) -> Scalars:
    return int(rng.integers(6, 12)), _between(rng, 2.2, 2.8), _between(rng, 0.75, 0.95)


def _off_ties(rng: np.random.Generator, threshold: float) -> Scalars:
    """Return a factor whose powers pass the threshold between two steps, well clear of either."""
    return (threshold ** (1 / (int(rng.integers(9, 30)) - _between(rng, 0.3, 0.7))),)


def _threshold_given(rng: np.random.Generator) -> Scalars:
    factor = _between(rng, 0.55, 0.8)
    return factor, factor ** (int(rng.integers(8, 20)) - _between(rng, 0.3, 0.7))


def _slow(rng: np.random.Generator) -> Scalars:
    return 0.9999, 0.9999 ** (int(rng.integers(130_000, 140_000)) - 0.5)


DEFAULT = Case("the slope it has by default", _default_slope)
GIVEN = Case("a slope that is given", _own_slope)
GROWING = Case("a factor above 1", _growing)
FORTY = Case("40 steps", lambda rng: (40, _between(rng, 0.5, 0.6)))
NO_STEP = Case("no step", lambda rng: (0, 0.9))
ONE_STEP = Case("one step", lambda rng: (1, _between(rng, 0.6, 0.95), 0.7))
ZERO = Case("a factor of 0", lambda rng: (5, 0.0))
ZERO_SLOPE = Case("a slope of 0", lambda rng: (5, 0.9, 0.0))
ZERO_NO_STEP = Case("a factor of 0 and no step", lambda rng: (0, 0.0))
WHOLE = Case("whole numbers", lambda rng: (int(rng.integers(6, 12)), 2, 1))
EDGES = (NO_STEP, ONE_STEP, ZERO_NO_STEP, ZERO, ZERO_SLOPE, GROWING, WHOLE)

# gradient_decay

DECAY = Subject("gradient_decay", ("magnitude",))

# decay_curve

CURVE = Subject("decay_curve", ("curve",), backward=False)


def _curve(case: Case) -> Case:
    """Return the same case for an answer whose entries are steps."""
    return Case(case.name, case.make, {"curve": 0})


# log10_gradient_decay

LOG = Subject("log10_gradient_decay", ("log10",))
FAR = Case("10 000 steps", lambda rng: (10_000, _between(rng, 0.8, 0.95)))
FAR_GIVEN = Case("a thousand steps and more", lambda rng: (int(rng.integers(1000, 3000)), 0.6, _between(rng, 0.3, 0.6)))

# vanishing_horizon

HORIZON = Subject("vanishing_horizon", ("horizon",), exact=True)
MILLIONTH = Case("the threshold it has by default", lambda rng: _off_ties(rng, 1e-6))
THRESHOLD = Case("a threshold that is given", _threshold_given)
# Powers of 2 are exact, and at these the quotient of the logarithms is, too, in every base.
TIES = (
    Case("0.5 and 2**-20", lambda rng: (0.5, 2.0**-20)),
    Case("0.25 and 2**-20", lambda rng: (0.25, 2.0**-20)),
    Case("a threshold of 1", lambda rng: (0.5, 1.0)),
)
NEVER = (
    Case("a factor of 1", lambda rng: (1.0, 1e-6)),
    Case("a factor above 1", lambda rng: (_between(rng, 1.2, 1.8), 1e-6)),
)
AT_ONCE = (
    Case("a threshold above 1", lambda rng: (_between(rng, 0.5, 0.7), _between(rng, 4, 9))),
    Case("a factor above 1 and a threshold above that", lambda rng: (1.5, _between(rng, 4, 9))),
    Case("a factor of 0", lambda rng: (0.0, 1e-6)),
    Case("a factor of 0 and a threshold above 1", lambda rng: (0.0, 2.0)),
)
SLOW = Case("a factor of 0.9999", _slow)

# Harder questions repeat an ordinary one: it is answered already, and tells ideas apart that agree at the edges.
CHECKS = (
    answers(DECAY, DEFAULT, id="gradient_decay.returns", points=0.25, title="returns a number"),
    agrees(
        DECAY,
        (DEFAULT, GIVEN),
        id="gradient_decay.matches",
        title="the magnitude agrees, with and without a slope given",
        points=1,
    ),
    agrees(
        DECAY,
        (FORTY,),
        rung=HARDER_VALUES,
        id="gradient_decay.after_40_steps",
        title="the magnitude agrees after 40 steps, below 1e-20",
        points=0.5,
    ),
    agrees(
        DECAY,
        EDGES,
        rung=HARDER_VALUES,
        id="gradient_decay.edges",
        title="no step, one step, factors of 0 and above 1 work",
        points=0.5,
    ),
    answers(CURVE, _curve(DEFAULT), id="gradient_decay.curve_returns", points=0.5, title="returns one entry per place"),
    agrees(
        CURVE,
        (_curve(DEFAULT), _curve(GIVEN)),
        id="gradient_decay.curve_matches",
        title="the curve agrees at every step",
        points=1,
    ),
    agrees(
        CURVE,
        (_curve(FORTY),),
        rung=HARDER_VALUES,
        id="gradient_decay.curve_of_40_steps",
        title="the curve agrees for 40 steps, down to 1e-20",
        points=0.5,
    ),
    agrees(
        CURVE,
        tuple(_curve(case) for case in EDGES),
        rung=HARDER_VALUES,
        id="gradient_decay.curve_edges",
        title="no step, one step, factors of 0 and above 1 work",
        points=0.5,
    ),
    answers(LOG, DEFAULT, id="gradient_decay.log10_returns", points=0.25, title="returns a number"),
    agrees(
        LOG,
        (DEFAULT, GIVEN, GROWING),
        id="gradient_decay.log10_matches",
        title="the logarithm agrees",
        points=1,
    ),
    agrees(
        LOG,
        (FAR, FAR_GIVEN, DEFAULT, GIVEN),
        rung=HARDER_VALUES,
        id="gradient_decay.log10_of_thousands",
        title="the logarithm agrees where the magnitude is 0 for a computer",
        points=0.75,
    ),
    agrees(
        LOG,
        (NO_STEP, ZERO_NO_STEP, ZERO, ZERO_SLOPE, DEFAULT, GIVEN),
        rung=HARDER_VALUES,
        id="gradient_decay.log10_of_zero",
        title="0.0 for no step, else -inf for a factor of 0",
        points=0.5,
    ),
    answers(HORIZON, MILLIONTH, id="gradient_decay.horizon_returns", points=0.25, title="returns a number"),
    agrees(
        HORIZON,
        (MILLIONTH, THRESHOLD),
        id="gradient_decay.horizon_matches",
        title="the horizon agrees, to the step",
        points=1,
    ),
    agrees(
        HORIZON,
        (*TIES, MILLIONTH, THRESHOLD),
        rung=HARDER_VALUES,
        id="gradient_decay.horizon_at_ties",
        title="a power equal to the threshold is not below it",
        points=0.5,
    ),
    agrees(
        HORIZON,
        (*AT_ONCE, MILLIONTH, THRESHOLD),
        rung=HARDER_VALUES,
        id="gradient_decay.horizon_at_once",
        title="thresholds above 1 and a factor of 0 work",
        points=0.25,
    ),
    agrees(
        HORIZON,
        (*NEVER, MILLIONTH, THRESHOLD),
        rung=HARDER_VALUES,
        id="gradient_decay.horizon_never",
        title="None when no power is ever below",
        points=0.5,
    ),
    agrees(
        HORIZON,
        (SLOW, MILLIONTH, THRESHOLD),
        rung=HARDER_VALUES,
        id="gradient_decay.horizon_far",
        title="a factor of 0.9999 takes more than 130 000 steps",
        points=0.25,
    ),
)
