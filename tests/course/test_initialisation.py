"""`initialisation` by distribution functions and moments in closed form, beside torch; how sure the checks are."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log

import numpy as np
import pytest
import torch
from helpers import grade_sandboxed, rubric_of
from hypothesis import given
from hypothesis import strategies as st

from grader.checks import initialisation as checks
from grader.checks.initialisation import COUNTS, FOURTH_POWER_ERRORS, MATRICES, NORMAL, SIGMAS, SIZES, UNIFORM, Sample
from grader.course.find import course_root
from grader.course.load import load_course, load_solution, solution_text
from grader.misconceptions import misconceptions_of
from grader.numeric.compare import first_difference
from grader.verdict import ExerciseResult

Array = np.ndarray

solution = load_solution(load_course(course_root()), "initialisation")
xavier_uniform, he_normal = solution.xavier_uniform, solution.he_normal
orthogonal, scaled_identity = solution.orthogonal, solution.scaled_identity


def rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def furthest(sample: Array, distribution: Callable[[Array], Array]) -> float:
    """The largest distance of a sample's distribution function from the one it should have, in units of 1 / sqrt(n)."""
    x = np.sort(sample, axis=None)
    want = distribution(x)
    steps = np.arange(x.size + 1) / x.size
    return float(max(np.max(steps[1:] - want), np.max(want - steps[:-1])) * x.size**0.5)


# Dvoretzky, Kiefer, Wolfowitz and Massart: above 3.5 with a probability below 2 exp(-2 3.5**2) = 5e-11.
FAR = 3.5


# Weights


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 1000))
def test_shapes_are_outputs_by_inputs_and_the_state_of_rng_decides(fan_in: int, fan_out: int, seed: int) -> None:
    for draw in (xavier_uniform, he_normal):
        W = draw(fan_in, fan_out, rng(seed))

        assert W.shape == (fan_out, fan_in)
        assert W.tolist() == draw(fan_in, fan_out, rng(seed)).tolist()
        assert W.tolist() != draw(fan_in, fan_out, rng(seed + 1)).tolist()


def test_two_layers_from_one_generator_differ() -> None:
    one = rng(3)

    assert xavier_uniform(4, 5, one).tolist() != xavier_uniform(4, 5, one).tolist()
    assert he_normal(4, 5, one).tolist() != he_normal(4, 5, one).tolist()
    assert orthogonal(4, one).tolist() != orthogonal(4, one).tolist()


@pytest.mark.parametrize(("fan_in", "fan_out"), [(400, 90), (50, 700), (1, 2000)])
def test_xavier_entries_are_uniform_up_to_a(fan_in: int, fan_out: int) -> None:
    a = (6 / (fan_in + fan_out)) ** 0.5
    W = xavier_uniform(fan_in, fan_out, rng(1))

    assert np.abs(W).max() <= a
    assert furthest(W, lambda x: (x / a + 1) / 2) < FAR


@pytest.mark.parametrize(("fan_in", "fan_out"), [(400, 90), (50, 700), (1, 2000)])
def test_he_entries_are_normal_with_variance_two_over_fan_in(fan_in: int, fan_out: int) -> None:
    W = he_normal(fan_in, fan_out, rng(1))

    assert furthest(W, lambda x: torch.special.ndtr(torch.tensor(x * (fan_in / 2) ** 0.5)).numpy()) < FAR


@pytest.mark.parametrize("seed", range(3))
def test_torch_draws_from_the_same_distributions(seed: int) -> None:
    """Two samples of 40 000 entries each: their distribution functions lie together."""
    torch.manual_seed(seed)
    W = torch.empty(100, 400, dtype=torch.float64)
    for ours, theirs in (
        (xavier_uniform, torch.nn.init.xavier_uniform_),
        (he_normal, lambda W: torch.nn.init.kaiming_normal_(W, nonlinearity="relu")),
    ):
        known = np.sort(theirs(W).numpy(), axis=None)
        drawn = ours(400, 100, rng(seed))

        assert furthest(drawn, lambda x, known=known: np.searchsorted(known, x) / known.size) < 2 * FAR


def test_he_keeps_a_signal_through_twenty_relu_layers_and_half_of_it_does_not() -> None:
    sizes: dict[float, list[float]] = {1.0: [], 0.5: []}
    for seed in range(20):
        for part, lengths in sizes.items():
            one, x = rng(seed), np.ones(256)
            for _ in range(20):
                x = np.maximum(part**0.5 * he_normal(256, 256, one) @ x, 0)
            lengths.append(float(np.linalg.norm(x)) / 16)

    assert 0.3 < np.median(sizes[1.0]) < 3
    assert 0.0003 < np.median(sizes[0.5]) < 0.003


# Orthogonal matrices


@given(st.integers(1, 30), st.integers(0, 1000))
def test_rows_and_columns_are_orthonormal_to_rounding(n: int, seed: int) -> None:
    Q = orthogonal(n, rng(seed))

    assert Q.shape == (n, n)
    assert first_difference(Q.T @ Q, np.eye(n), limit=1e-13) is None
    assert first_difference(Q @ Q.T, np.eye(n), limit=1e-13) is None


def test_fifty_steps_leave_the_length_of_a_vector_as_it_was() -> None:
    Q, v = orthogonal(60, rng(2)), rng(3).standard_normal(60)
    v /= np.linalg.norm(v)
    for _ in range(50):
        v = Q @ v

    assert abs(np.linalg.norm(v) - 1) < 1e-13


@pytest.mark.parametrize("n", [2, 3, 7])
def test_moments_are_those_of_haars_measure(n: int) -> None:
    """E q = 0, E q_ij q_kl = [i = k][j = l] / n, and E trace**2 = 1, whatever the size."""
    one, count = rng(4), 20_000
    Qs = np.array([orthogonal(n, one) for _ in range(count)])
    flat = Qs.reshape(count, n * n)
    error = 6 / count**0.5

    assert np.abs(flat.mean(axis=0)).max() < error
    assert np.abs(flat.T @ flat / count - np.eye(n * n) / n).max() < error
    assert abs(np.mean(np.trace(Qs, axis1=1, axis2=2) ** 2) - 1) < error * 3
    assert abs(np.mean(np.linalg.det(Qs) > 0) - 0.5) < error / 2


def test_each_column_and_each_row_is_uniform_on_the_sphere() -> None:
    """In three dimensions every coordinate of such a vector is uniform on (-1, 1), and so it is seen from any side."""
    one = rng(5)
    Qs = np.array([orthogonal(3, one) for _ in range(10_000)])
    side = np.array([0.48, -0.6, 0.64])
    for vectors in (Qs[:, :, 0], Qs[:, :, 2], Qs[:, 1, :]):
        for coordinate in (vectors[:, 0], vectors[:, 2], vectors @ side):
            assert furthest(coordinate, lambda x: (x + 1) / 2) < FAR


def test_numpys_own_q_prefers_directions() -> None:
    """The lesson's surprise: upper left entries of 1000 Qs are all negative, determinants all positive."""
    one = rng(6)
    Qs = np.array([np.linalg.qr(one.standard_normal((3, 3)))[0] for _ in range(1000)])

    assert (Qs[:, 0, 0] < 0).all()
    assert (np.linalg.det(Qs) > 0).all()


# scaled_identity


@given(st.integers(1, 9), st.floats(-1e3, 1e3))
def test_every_vector_is_multiplied_by_scale(n: int, scale: float) -> None:
    W = scaled_identity(n, scale)
    v = rng(n).standard_normal(n)

    assert W.shape == (n, n)
    assert (W @ v).tolist() == (scale * v).tolist()
    assert scaled_identity(n).tolist() == np.eye(n).tolist()


# How sure the checks are


def chernoff(cumulants: Callable[[float], float], count: int, deviation: float) -> float:
    """P(mean of `count` numbers - its expectation >= deviation) is at most this: min over s of exp(n (K(s) - s d))."""
    scale = 1 / (deviation * count)
    exponents = [count * (cumulants(s) - s * deviation) for s in scale * np.geomspace(8, 400, 60)]
    return float(np.exp(min(exponents)))


def sampled(values: Array) -> Callable[[float], float]:
    """log E exp(s (Y - E Y)), from many Y."""
    centred = values - values.mean()
    return lambda s: float(np.log(np.mean(np.exp(s * centred))))


def both_tails(values: Array, count: int, deviation: float) -> float:
    return chernoff(sampled(values), count, deviation) + chernoff(sampled(-values), count, deviation)


def grid(quantile: Callable[[Array], Array]) -> Array:
    return quantile((np.arange(50_000) + 0.5) / 50_000)


def share_falls_short(p: float, count: int) -> float:
    """The probability that a share of `count` trials, each of probability p, falls short: outcome by outcome."""
    short = [k for k in range(count + 1) if checks._share("", k / count, p, count).falls_short]
    ways = [lgamma(count + 1) - lgamma(k + 1) - lgamma(count - k + 1) for k in short]
    return sum(exp(way + k * log(p) + (count - k) * log(1 - p)) for way, k in zip(ways, short, strict=True))


def haar(n: int, count: int) -> Array:
    """Matrices by Gram and Schmidt, all at once: no LAPACK in the oracle."""
    A = rng(7).standard_normal((count, n, n))
    for k in range(n):
        for _ in range(2):
            A[:, :, k] -= np.einsum("cij,cj->ci", A[:, :, :k], np.einsum("cij,ci->cj", A[:, :, :k], A[:, :, k]))
        A[:, :, k] /= np.linalg.norm(A[:, :, k], axis=1)[:, None]
    return A


def fourth(Qs: Array) -> Array:
    n = Qs.shape[-1]
    return np.mean(Qs**4, axis=(1, 2)) * n * (n + 2) / 3


def facts(check_facts: checks.Facts, sample: Sample, seed: int, function: Callable[..., Array]) -> list[checks.Fact]:
    draws = sample.drawn_by(function, seed)
    assert draws is not None
    return [fact for _, fact in check_facts(draws, sample.sizes, 1e-9)]


WEIGHTS = {
    law: Sample("entries", name, SIZES, lambda size: size[::-1], checks._weights_portrait(law))
    for name, law in (("xavier_uniform", UNIFORM), ("he_normal", NORMAL))
}
ASKED = [
    *(
        (build(law), sample)
        for law, sample in WEIGHTS.items()
        for build in (checks.centred, checks.spread, checks.shape)
    ),
    (checks._both_determinants, MATRICES),
    (checks._no_direction, MATRICES),
]


def test_a_right_answer_falls_short_less_than_once_in_a_thousand_million_times() -> None:
    n = min(fan_in * fan_out for fan_in, fan_out in SIZES)
    uniform, normal = grid(lambda u: 3**0.5 * (2 * u - 1)), torch.special.ndtri(torch.tensor(grid(lambda u: u))).numpy()
    trials: dict[str, tuple[Array, int]] = {
        "uniform mean": (uniform, n),
        "uniform square": (uniform**2, n),
        "normal mean": (normal, n),
        "normal square": (normal**2, n),
        "cosine": (np.cos(2 * np.pi * grid(lambda u: u)), COUNTS[2]),
        "coordinate": (grid(lambda u: 2 * u - 1), COUNTS[3]),
    }
    for size, count in COUNTS.items():
        Qs = haar(size, 50_000 if size < 4 else 5_000)
        trials[f"fourth power {size}"] = (fourth(Qs), count)
        trials[f"trace {size}"] = (np.trace(Qs, axis1=1, axis2=2), count)
    worst = {what: both_tails(Y, N, SIGMAS * float(Y.std()) / N**0.5) for what, (Y, N) in trials.items()}
    for what, p, N in (("quarter", 0.25, n), ("half", 0.5, n), ("far out", NORMAL.beyond, n)):
        worst[what] = share_falls_short(p, N)
    for size in (2, 3):
        worst[f"half of the matrices {size}"] = share_falls_short(0.5, COUNTS[size])
    asked = sum(len(facts(ask, sample, 0, getattr(solution, sample.function))) for ask, sample in ASKED)

    assert asked < 80
    assert asked * max(worst.values()) < 1e-9, worst


@pytest.mark.parametrize("count", [30, 46, 47, 64, 2000, 2560, 2561, 5000])
@pytest.mark.parametrize("p", [0.5, NORMAL.beyond])
def test_all_heads_or_none_fall_short_when_they_are_less_probable_than_eight_standard_errors(
    p: float, count: int
) -> None:
    none = count * log(1 - p)  # the logarithm of a probability

    assert checks._share("", 0.0, p, count).falls_short == (none < -(SIGMAS**2) / 2)
    assert checks._share("", 1.0, 1 - p, count).falls_short == (none < -(SIGMAS**2) / 2)
    assert not checks._share("", p, p, count).falls_short


@pytest.mark.parametrize("n", COUNTS)
def test_the_standard_errors_of_fourth_powers_are_what_they_are_said_to_be(n: int) -> None:
    measured = float(fourth(haar(n, 50_000 if n < 4 else 8_000)).std())

    assert abs(FOURTH_POWER_ERRORS[n] / measured - 1) < 0.04


def test_standard_errors_are_those_of_right_answers() -> None:
    """Over 40 seeds, deviations in standard errors have the root mean square 1: no limit is wide or narrow."""
    for ask, sample in ASKED:
        seen = [facts(ask, sample, seed, getattr(solution, sample.function)) for seed in range(40)]
        z = np.array([[(one.got - one.want) / one.error for one in row if one.error] for row in seen])

        assert (np.abs(z) < 6).all()
        assert 0.7 < np.sqrt(np.mean(z**2)) < 1.3


FOLLOWS_RNG = [idea for idea in misconceptions_of("initialisation") if idea.id.endswith(("_inside", "_elsewhere"))]
JUDGED = [
    idea
    for idea in misconceptions_of("initialisation")
    if idea not in FOLLOWS_RNG and idea.function != "scaled_identity" and not idea.id.endswith("_transposed")
]


@pytest.mark.parametrize("idea", JUDGED, ids=lambda idea: idea.id.partition(".")[2])
def test_every_wrong_idea_lies_far_beyond_the_limit(idea: checks.Misconception) -> None:
    """By 11 standard errors at least, or by its columns, or by an entry beyond the bound: whatever the seed."""
    for seed in range(4):
        z = 0.0
        for ask, sample in [*ASKED, (checks._perpendicular, MATRICES)]:
            if sample.function == idea.function:
                for one in facts(ask, sample, seed, idea.answer):
                    off = abs(one.got - one.want)
                    z = max(z, off / one.error if one.error else np.inf * (off > 1e-3))

        assert z > 11, (seed, z)


SOLUTION = solution_text(load_course(course_root()), "initialisation")
RENAMED = SOLUTION.replace("def orthogonal(", "def drawn(")


def orthogonal_as(body: str) -> ExerciseResult:
    """The solution with an `orthogonal` of this body, which has the solution's as `drawn`."""
    return grade_sandboxed(f"{RENAMED}\n\nimport copy\n\ndef orthogonal(n, rng):\n    {body}\n", "initialisation")


@pytest.mark.parametrize(
    "body",
    [
        "return drawn(n, rng)",
        "return drawn(n, rng).tolist()",
        "return drawn(n, rng).astype('>f8')",
        "return drawn(n, copy.deepcopy(rng))",  # rng stays where it was, and the next matrix is another all the same
    ],
)
def test_a_right_matrix_may_come_in_many_ways(body: str) -> None:
    assert orthogonal_as(body).passed


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return drawn(n + (n == 3 and rng.random() < 0.1), rng)", "W has shape (4, 4), not (3, 3)"),
        ("return drawn(n, rng) if n != 3 or rng.random() < 0.9 else None", "W is None: is a `return` missing?"),
        ("return drawn(n, rng) if n != 3 or rng.random() < 0.9 else 'Q'", "W is a text ('Q'), not an array"),
        ("return drawn(n, rng) if n != 3 or rng.random() < 0.9 else 1 / 0", "raised ZeroDivisionError"),
        ("return drawn(n, rng) * (np.nan if n == 3 and rng.random() < 0.1 else 1)", "W[0, 0] is nan, not 0"),
        ("return drawn(n, rng) * (1.25 if n == 3 and rng.random() < 0.1 else 1)", "has the length 1.25, not 1"),
    ],
)
def test_one_wrong_matrix_among_many_is_told(body: str, message: str) -> None:
    check = orthogonal_as(body).first_short

    assert check is not None
    assert check.id == "initialisation.orthogonal_columns"
    assert message in check.finding.message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "return np.linalg.qr(rng.standard_normal((n, n)))[0] * rng.choice([-1.0, 1.0])",
            "0 of 90 matrices have a positive determinant, not about 45",
        ),
        (
            "Q = drawn(n, rng); return Q * np.sign(np.linalg.det(Q))",
            "64 of 64 matrices have a positive determinant, not about 32",
        ),
        (
            "return np.linalg.qr(rng.standard_normal((n, n)))[0] * np.r_[rng.choice([-1.0, 1.0]), np.ones(n - 1)]",
            "entry [1, 1] is positive in a share of 1 of 90 matrices, not 0.5",
        ),
    ],
    ids=["a sign for the whole matrix", "the determinant's for the whole matrix", "a sign for the first column"],
)
def test_a_sign_that_mends_only_some_matrices_is_told(body: str, message: str) -> None:
    check = orthogonal_as(body).first_short

    assert check is not None
    assert check.finding.message == message


def test_the_exercise_is_worth_ten_points() -> None:
    assert sum(check.points for check in rubric_of("initialisation").checks) == 10
