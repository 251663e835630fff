"""Proves solutions/torch_diagnosis.py: laws, closed forms, mpmath, torch.nn and exercise 7, which know nothing of it.

And what stands between it and a learner: the drivers that call it, the numpy stand-ins for what they return, and the
submissions, graded in this process.
"""

import copy
import re
import subprocess
import sys
import warnings
from itertools import groupby

import mpmath
import numpy as np
import pytest
import torch
from helpers import ROOT, grade_sandboxed, rubric_of
from hypothesis import given
from hypothesis import strategies as st

from grader import wire
from grader.calls import Returned, answer_in_process
from grader.checks import torch_diagnosis as checks
from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.direct import graded_direct
from grader.inside.drivers import driver
from grader.numeric.cases import contraction, dense, generator
from grader.numeric.compare import LIMIT, SINGLE_LIMIT, first_difference
from grader.proof.submissions import read_submissions
from grader.verdict import Status

course = load_course(course_root())
solution = load_solution(course, "torch_diagnosis")
by_hand = load_solution(course, "truncated_bptt")

SHAPES = [(7, 2, 3, 5), (6, 3, 2, 4), (1, 3, 4, 2), (0, 2, 3, 4), (5, 1, 3, 1), (40, 2, 3, 4)]
CELLS = [torch.nn.RNNCell, torch.nn.GRUCell]


def run(T, N, D, H, make=torch.nn.RNNCell, seed=0):
    """(cell, xs, h0), in float64."""
    torch.manual_seed(seed)
    cell = make(D, H, dtype=torch.float64)
    return cell, torch.randn(T, N, D, dtype=torch.float64), 0.5 * torch.randn(N, H, dtype=torch.float64)


def difference(got, want, axis=None, limit=LIMIT, **how):
    """Where two arrays part, step by step along `axis`; shapes first."""
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape
    return first_difference(got, want, axis=axis, limit=limit, **how)


# hidden_gradient_norms


@pytest.mark.parametrize("make", CELLS)
@pytest.mark.parametrize(("T", "N", "D", "H"), SHAPES)
def test_norms_are_those_of_the_gradients_that_backward_leaves_in_the_states(T, N, D, H, make):
    cell, xs, h0 = run(T, N, D, H, make)
    states = [h0.clone().requires_grad_()]
    for x in xs:
        states.append(cell(x, states[-1]))
    for h in states:
        h.retain_grad()
    states[-1].sum().backward()

    want = [float(h.grad.norm()) for h in states]

    assert difference(solution.hidden_gradient_norms(cell, xs, h0), want, axis=0) is None


@pytest.mark.parametrize("make", CELLS)
@pytest.mark.parametrize("split", [0, 1, 4, 7])
def test_a_run_that_goes_on_has_the_norms_of_its_second_half(make, split):
    cell, xs, h0 = run(7, 2, 3, 5, make)
    middle = h0
    with torch.no_grad():
        for x in xs[:split]:
            middle = cell(x, middle)

    whole = solution.hidden_gradient_norms(cell, xs, h0)
    second = solution.hidden_gradient_norms(cell, xs[split:], middle)

    assert difference(whole[split:], second, axis=0) is None


@pytest.mark.parametrize("copies", [2, 9])
def test_a_batch_of_equal_sequences_has_norms_larger_by_the_root_of_their_number(copies):
    cell, xs, h0 = run(6, 1, 3, 4)

    one = solution.hidden_gradient_norms(cell, xs, h0)
    many = solution.hidden_gradient_norms(cell, xs.repeat(1, copies, 1), h0.repeat(copies, 1))

    assert difference(many, one * copies**0.5, axis=0) is None


class Fading(torch.nn.Module):
    """h = keep * h, whatever is read."""

    def __init__(self, keep):
        super().__init__()
        self.keep = keep

    def forward(self, x, h):
        return self.keep * h + 0 * x.sum()


@pytest.mark.parametrize(("keep", "T"), [(0.5, 40), (0.1, 130), (0.9, 3000), (1.0, 50), (3.0, 200)])
def test_a_fading_cell_gives_powers_down_to_1e_140(keep, T):
    h0 = torch.ones(2, 3, dtype=torch.float64)

    got = solution.hidden_gradient_norms(Fading(keep), torch.zeros(T, 2, 1, dtype=torch.float64), h0)

    assert difference(got, [float(mpmath.sqrt(6) * mpmath.mpf(keep) ** (T - t)) for t in range(T + 1)], axis=0) is None


def test_a_scalar_tanh_cell_agrees_with_mpmath_below_1e_100():
    T, cell = 300, run(0, 1, 1, 1)[0]
    with torch.no_grad():
        for parameter, value in zip(cell.parameters(), (0.3, 0.5, 0.1, 0.0), strict=True):
            parameter.fill_(value)
    xs = torch.linspace(-1, 1, T, dtype=torch.float64).reshape(T, 1, 1)
    with mpmath.workdps(50):
        h, slopes = mpmath.mpf("0.25"), []
        weights = [mpmath.mpf(p.item()) for p in cell.parameters()]
        for x in xs.flatten().tolist():
            h = mpmath.tanh(weights[0] * mpmath.mpf(x) + weights[1] * h + weights[2])
            slopes.append(weights[1] * (1 - h**2))
        want = [mpmath.mpf(1)]
        for slope in reversed(slopes):
            want.insert(0, want[0] * slope)

    got = solution.hidden_gradient_norms(cell, xs, torch.full((1, 1), 0.25, dtype=torch.float64))

    assert 1e-140 < want[0] < 1e-100
    assert difference(got, [float(norm) for norm in want], axis=0) is None


@pytest.mark.parametrize("make", CELLS)
@pytest.mark.parametrize("tensors", ["new", "frozen", "used"])
def test_nothing_is_left_behind_in_parameters_inputs_or_h0(make, tensors):
    cell, xs, h0 = run(5, 2, 3, 4, make)
    watched = [*cell.parameters(), xs, h0]
    for tensor in watched:
        if tensors != "new":
            tensor.requires_grad_(tensors == "used")
        if tensors == "used":
            tensor.grad = torch.rand_like(tensor)
    before = copy.deepcopy([(tensor.detach(), tensor.grad, tensor.requires_grad) for tensor in watched])

    norms = solution.hidden_gradient_norms(cell, xs, h0)

    assert not norms.requires_grad
    for tensor, (numbers, grad, requires_grad) in zip(watched, before, strict=True):
        assert torch.equal(tensor.detach(), numbers) and tensor.requires_grad is requires_grad
        assert (tensor.grad is None) if grad is None else torch.equal(tensor.grad, grad)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_result_has_the_dtype_of_h0(dtype):
    cell, xs, h0 = run(4, 2, 3, 5)

    norms = solution.hidden_gradient_norms(cell.to(dtype), xs.to(dtype), h0.to(dtype))

    assert norms.dtype is dtype and norms.shape == (5,)


# clip_grad_norm_


def parameters(*norms, dtype=torch.float64, seed=0):
    """Parameters with gradients of these norms; None for none."""
    rng, made = generator(seed, "parameters"), []
    for shape, norm in zip([(4, 3), (5,), (2, 2, 3)] * 2, norms, strict=False):
        parameter = torch.nn.Parameter(torch.tensor(dense(rng, *shape), dtype=dtype))
        if norm is not None:
            grad = dense(rng, *shape)
            parameter.grad = torch.tensor(grad * (norm / np.linalg.norm(grad)), dtype=dtype)
        made.append(parameter)
    return made


@pytest.mark.parametrize("max_norm", [1e-3, 1.3, 4.0, 4.57, 4.58, 100.0])
def test_clipping_agrees_with_torchs_own_to_its_epsilon(max_norm):
    ours, theirs = parameters(4.0, 0.9, 2.0), parameters(4.0, 0.9, 2.0)

    norm = solution.clip_grad_norm_(ours, max_norm)
    wanted = torch.nn.utils.clip_grad_norm_(theirs, max_norm)

    assert difference(norm, float(wanted)) is None
    for one, other in zip(ours, theirs, strict=True):
        assert difference(one.grad, other.grad, limit=1e-6) is None


@given(st.lists(st.floats(1e-100, 1e100), min_size=1, max_size=5), st.floats(1e-100, 1e100))
def test_after_clipping_the_norm_is_at_most_max_norm_and_the_direction_is_as_before(norms, max_norm):
    made = parameters(*norms)
    before = np.concatenate([p.grad.flatten().numpy().copy() for p in made])

    norm = float(solution.clip_grad_norm_(made, max_norm))
    after = np.concatenate([p.grad.flatten().numpy() for p in made])

    assert difference(norm, float(np.linalg.norm(before))) is None
    assert difference(after * max(norm / max_norm, 1.0), before) is None


def test_short_gradients_keep_every_bit():
    made = parameters(0.3, None, 0.1)
    before = [p.grad.clone() for p in made if p.grad is not None]

    solution.clip_grad_norm_(made, 0.5)

    assert all(map(torch.equal, before, (p.grad for p in made if p.grad is not None)))


@pytest.mark.parametrize("given_as", [list, tuple, iter])
def test_gradients_are_the_same_objects_whatever_the_parameters_come_in(given_as):
    made = parameters(None, 3.0, 5.0, None)
    before = [p.grad for p in made]

    norm = solution.clip_grad_norm_(given_as(made), 2.0)

    assert difference(float(norm), np.sqrt(34.0)) is None
    assert all(p.grad is grad for p, grad in zip(made, before, strict=True))
    assert difference(float(torch.cat([g.flatten() for g in before if g is not None]).norm()), 2.0) is None


@pytest.mark.parametrize("made", [[], parameters(None, None)])
def test_without_gradients_the_norm_is_0(made):
    assert solution.clip_grad_norm_(iter(made), 1.0) == 0


# run_truncated


@pytest.mark.parametrize("make", CELLS)
@pytest.mark.parametrize("window", [1, 2, 3, 7, 8, 50])
def test_cutting_changes_no_number_of_the_last_state(make, window):
    cell, xs, h0 = run(7, 2, 3, 5, make)
    h = h0
    for x in xs:
        h = cell(x, h)

    assert torch.equal(solution.run_truncated(cell, xs, h0, window), h)


@pytest.mark.parametrize("T", [1, 4, 7, 12])
@pytest.mark.parametrize("window", [1, 3, 4, 5, 12, 13])
def test_gradients_of_the_weights_are_those_of_the_exercise_by_hand(T, window):
    cell, xs, h0 = run(T, 1, 3, 5)
    dlast = torch.randn(1, 5, dtype=torch.float64)
    hs = [h0]
    for x in xs:
        hs.append(cell(x, hs[-1]).detach())
    dhs = np.zeros((T, 5))
    dhs[-1] = dlast
    W_xh, W_hh = cell.weight_ih.detach().numpy(), cell.weight_hh.detach().numpy()
    states = torch.cat(hs).numpy()
    wanted = by_hand.truncated_bptt(xs[:, 0].numpy(), states, dhs, W_xh, W_hh, window)

    last = solution.run_truncated(cell, xs, h0, window)
    found = torch.autograd.grad(last, [cell.weight_ih, cell.weight_hh, cell.bias_hh], dlast)

    for got, want in zip(found, wanted, strict=False):
        assert difference(got, want) is None


@pytest.mark.parametrize(
    ("T", "window", "first"), [(11, 4, 8), (12, 4, 8), (13, 4, 12), (5, 9, 0), (6, 6, 0), (6, 1, 5)]
)
def test_the_gradient_reaches_the_last_window_and_no_further(T, window, first):
    cell, xs, h0 = run(T, 2, 3, 4)
    xs.requires_grad_()

    (dxs,) = torch.autograd.grad(solution.run_truncated(cell, xs, h0, window).sum(), xs)

    assert (dxs.abs().sum(dim=(1, 2)) > 0).tolist() == [t >= first for t in range(T)]


def test_40_steps_in_one_window_are_right_below_1e_20():
    T, H = 40, 4
    W = contraction(generator(0, "long"), H, 0.3)
    cell = run(0, 1, 2, H)[0]
    with torch.no_grad():
        cell.weight_hh.copy_(torch.tensor(W))
    xs = torch.randn(T, 1, 2, dtype=torch.float64, requires_grad=True)

    (dxs,) = torch.autograd.grad(solution.run_truncated(cell, xs, torch.zeros(1, H, dtype=torch.float64), T).sum(), xs)

    with torch.no_grad():
        states = [torch.zeros(1, H, dtype=torch.float64)]
        for x in xs:
            states.append(cell(x, states[-1]))
    dh, want = np.ones((1, H)), np.zeros(dxs.shape)
    for t in reversed(range(T)):
        da = dh * (1 - states[t + 1].numpy() ** 2)
        want[t], dh = da @ cell.weight_ih.detach().numpy(), da @ W
    assert np.abs(want[0]).max() < 1e-20
    assert difference(dxs, want, axis=0) is None


def test_no_steps_give_h0():
    cell, xs, h0 = run(0, 2, 3, 4)

    assert torch.equal(solution.run_truncated(cell, xs, h0, 3), h0)


@pytest.mark.parametrize("window", [0, -1, -4])
def test_a_window_below_1_is_refused(window):
    with pytest.raises(ValueError, match="at least one step"):
        solution.run_truncated(*run(3, 2, 3, 4), window)


# diagnose

OTHER = {"vanishing": "exploding", "exploding": "vanishing", "healthy": "healthy"}


@given(st.lists(st.floats(1e-100, 1e100), min_size=2, max_size=30), st.floats(1e-100, 1e100))
def test_a_loss_in_other_units_has_the_same_verdict(norms, unit):
    curve = torch.tensor(norms, dtype=torch.float64)
    factor = float(curve[0] / curve[-1]) ** (1 / (len(norms) - 1))
    on_the_fence = min(abs(factor - 0.9), abs(factor - 1.1)) < 1e-9

    assert on_the_fence or solution.diagnose(unit * curve) == solution.diagnose(curve)


@given(st.lists(st.floats(1e-100, 1e100), min_size=2, max_size=30))
def test_a_curve_turned_round_vanishes_where_it_exploded(norms):
    curve = torch.tensor(norms, dtype=torch.float64)
    factor = float(curve[0] / curve[-1]) ** (1 / (len(norms) - 1))

    if not (
        0.9 <= factor < 1 / 1.09 or 1.09 < factor <= 1 / 0.89
    ):  # 1 / 1.1 is 0.91: the two ranges are not mirror images
        assert solution.diagnose(curve.flip(0)) == OTHER[solution.diagnose(curve)]


@pytest.mark.parametrize(
    ("norms", "verdict"),
    [
        ([0.9, 1.0], "healthy"),
        ([1.1, 1.0], "healthy"),
        ([0.89, 1.0], "vanishing"),
        ([1.11, 1.0], "exploding"),
        ([0.81 + 1e-9, 7.0, 1.0], "healthy"),
        ([0.81 - 1e-9, 7.0, 1.0], "vanishing"),
        ([0.0, float("nan"), 1.0], "exploding"),
        ([0.0, 1.0, float("inf")], "exploding"),
        ([0.0, 0.0], "vanishing"),
        ([1.0, 0.0], "exploding"),
        ([1.0, 0.0, 1.0], "healthy"),
        ([1e200, 1.0, 1e-200], "exploding"),
        ([1e-200, 1.0, 1e200], "vanishing"),
    ],
)
def test_verdicts_are_the_curriculums(norms, verdict):
    assert solution.diagnose(torch.tensor(norms, dtype=torch.float64)) == verdict


# Drivers and their stand-ins


def cases():
    named = {(subject.function, case.name): case for subject, case in _all_cases()}
    return [pytest.param(function, case, id=f"{function}, {name}") for (function, name), case in named.items()]


def _all_cases():
    for subject, group in (
        (checks.HIDDEN, (checks.TANH, checks.LEAKY, checks.USED, checks.FROZEN, checks.LONG, *checks.HIDDEN_EDGES)),
        (checks.HIDDEN, (checks.SINGLE,)),
        (checks.CLIP, (checks.THREE, checks.ITERATOR, checks.FAR, checks.BELOW, checks.WELL_BELOW, *checks.CLIP_EDGES)),
        (checks.TRUNCATED, (checks.RAGGED, checks.EVEN, checks.KEEPING, *checks.TRUNCATED_EDGES)),
        (checks.VERDICT, (*checks.RATES, *checks.SPECIAL)),
    ):
        yield from ((subject, case) for case in group)


@pytest.mark.parametrize(("function", "case"), cases())
def test_a_stand_in_returns_what_the_driver_returns_for_the_solution(function, case):
    for seed in range(5):
        arguments = case.make(generator(seed, function, case.name))
        driven = driver(case.driver)(getattr(solution, function), *wire.unpack(wire.pack(arguments)))
        stand_in = checks.STAND_INS[function](*arguments)

        assert same(driven, stand_in, SINGLE_LIMIT if "float32" in case.name else LIMIT)


def same(one, other, limit):
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(same(*pair, limit) for pair in zip(one, other, strict=True))
    return one == other if isinstance(one, str) else difference(one, other, limit=limit) is None


def test_the_long_case_has_vanished_and_can_be_held_by_float32():
    for seed in range(20):
        arguments = checks.LONG.make(generator(seed, "hidden_gradient_norms", checks.LONG.name))

        assert 1e-34 < checks.hidden_gradient_norms(*arguments)[0][0] < 1e-20


IMPORTS = (
    "from torch.nn.utils import clip_grad_norm_",
    "import torch\nclip_grad_norm_ = torch.nn.utils.clip_grad_norm_",
    "from torch.nn.utils import get_total_norm as norm_of\ndef clip_grad_norm_(parameters, max_norm):\n"
    "    return norm_of([p.grad for p in parameters if p.grad is not None])",
)


@pytest.mark.parametrize("source", IMPORTS)
def test_torchs_own_clipping_is_noticed_however_it_was_imported(source):
    space = {}
    exec(source, space)
    arguments = checks.THREE.make(generator(0, "clip_grad_norm_", checks.THREE.name))

    assert driver("clip_grad_norm_")(space["clip_grad_norm_"], *arguments)[3] is True
    assert driver("clip_grad_norm_")(solution.clip_grad_norm_, *arguments)[3] is False


def test_the_graders_own_process_needs_no_torch():
    code = (
        "import sys\nfrom grader.course.find import course_root\nfrom grader.course.load import load_course\n"
        "from grader.grade import rubric\nfor name in ('torch_diagnosis', 'long_memory'):\n"
        "    rubric(load_course(course_root()), name, 0)\nassert 'torch' not in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60).returncode == 0


# Submissions

SUBMISSIONS, PROBLEMS = read_submissions(ROOT / "tests" / "submissions", "torch_diagnosis")


def findings(submission, seed):
    """{function: its first finding that falls short, or None}."""
    part = rubric_of("torch_diagnosis", seed).only(submission.functions)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = graded_direct(part, submission.source)
    return {
        function: next((one.finding for one in group if one.finding.status is not Status.PASSED), None)
        for function, group in groupby(result.checks, key=lambda check: check.function)
    }


def test_every_submission_says_what_it_expects():
    assert PROBLEMS == [] and len(SUBMISSIONS) > 40


@pytest.mark.parametrize("submission", SUBMISSIONS, ids=lambda one: one.path.stem)
def test_right_files_pass_and_every_wrong_function_gets_the_name_of_its_idea_alone(submission):
    """Beside the idea of the file's name, a text `function: idea` says what its other functions get wrong."""
    text = "" if submission.right else submission.source.decode().split('"""')[1].partition(";")[2]
    also = {function: {f"torch_diagnosis.{idea}"} for function, idea in re.findall(r"(\w+): (\w+)", text)}
    for seed in range(3):
        short = {function: finding for function, finding in findings(submission, seed).items() if finding}

        assert submission.right is not bool(short)
        named = {function: {idea.id for idea in finding.ideas} for function, finding in short.items()}
        first = next(iter(named.values()), set())
        assert not submission.ideas or first == set(submission.ideas)
        assert {function: named.get(function) for function in also} == also


def test_every_idea_differs_from_the_right_answer_and_is_shown():
    shown = {
        idea.id
        for submission in SUBMISSIONS
        for finding in findings(submission, 0).values()
        if finding
        for idea in finding.ideas
    }

    assert {idea.id for idea in rubric_of("torch_diagnosis").given.ideas} <= shown


def test_every_idea_answers_every_case_or_raises():
    for subject, case in _all_cases():
        for idea in rubric_of("torch_diagnosis").given.ideas:
            if idea.function == subject.function:
                call = case.call(rubric_of("torch_diagnosis").given, subject.function)
                answer = answer_in_process(idea.answer, call)
                expected_error = not isinstance(answer, Returned) and answer.kind in {"AttributeError", "RuntimeError"}
                assert isinstance(answer, Returned) or expected_error, (idea.id, case.name, answer)


def test_the_solution_passes_in_a_worker():
    result = grade_sandboxed((ROOT / "solutions" / "torch_diagnosis.py").read_bytes(), "torch_diagnosis")

    assert result.passed and result.score == 16
