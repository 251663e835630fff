"""Proves solutions/long_memory.py: distributions, exercise 11's GRU by hand, and training itself, which is the point.

And what stands between it and a learner: drivers, facts, the limits that chance is allowed, and the submissions.
"""

import math
import re
import time
import warnings
from itertools import combinations, groupby

import mpmath
import numpy as np
import pytest
import torch
from helpers import ROOT, check_named, grade_sandboxed, rubric_of

from grader.calls import BadValue, Call, Died, Raised, Returned, TimedOut, answer_in_process
from grader.checks import long_memory as checks
from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.direct import DirectSession, graded_direct
from grader.grade import grade
from grader.inside.drivers import driver
from grader.inside.drivers_memory import Vanilla
from grader.numeric.compare import first_difference
from grader.proof.submissions import read_submissions
from grader.sandbox.session import Bound, Loaded
from grader.verdict import Status

course = load_course(course_root())
solution = load_solution(course, "long_memory")
gru = load_solution(course, "gru")

TRAINS = {"one_batch_for_all_steps", "right_growing_lag"}  # submissions that train for real


def chance(seed=0):
    return torch.Generator().manual_seed(seed)


# make_batch


@pytest.mark.parametrize(("batch_size", "lag", "n_symbols"), [(5, 3, 7), (1, 1, 2), (4, 50, 8), (3, 2, 5)])
def test_a_batch_shows_one_symbol_per_step_and_the_target_first(batch_size, lag, n_symbols):
    xs, targets = solution.make_batch(batch_size, lag, n_symbols, chance())

    assert xs.shape == (lag + 1, batch_size, n_symbols) and xs.dtype is torch.float32
    assert targets.shape == (batch_size,) and targets.dtype is torch.int64
    assert torch.equal(xs.sum(dim=2), torch.ones(lag + 1, batch_size)) and set(xs.unique().tolist()) == {0.0, 1.0}
    assert torch.equal(xs[0].argmax(dim=1), targets)


def test_a_batch_depends_on_the_state_of_its_generator_and_on_nothing_else():
    torch.manual_seed(1)
    before = torch.get_rng_state()
    one = solution.make_batch(20, 6, 5, chance(3))
    assert torch.equal(torch.get_rng_state(), before)
    torch.manual_seed(2)
    again, other = solution.make_batch(20, 6, 5, chance(3)), solution.make_batch(20, 6, 5, chance(4))
    passed = chance(3)
    first, second = solution.make_batch(20, 6, 5, passed), solution.make_batch(20, 6, 5, passed)

    assert torch.equal(one[0], again[0]) and torch.equal(one[0], first[0])
    assert not torch.equal(one[0], other[0]) and not torch.equal(first[0], second[0])


def test_every_symbol_is_as_likely_as_the_others_whatever_stands_beside_it():
    xs, _ = solution.make_batch(100_000, 2, 4, chance(5))
    symbols = xs.argmax(dim=2).numpy()

    for t, u in combinations(range(3), 2):
        counts = np.bincount(4 * symbols[t] + symbols[u], minlength=16)
        chi_square = float(np.sum((counts - 6250) ** 2 / 6250))
        assert chi_square < 60  # 15 degrees of freedom: 2e-7


# build_model


@pytest.mark.parametrize(("lag", "batch_size"), [(1, 3), (6, 1), (50, 4)])
def test_logits_are_those_of_the_gru_by_hand(lag, batch_size):
    torch.manual_seed(0)
    model = solution.build_model(5, 7).double()
    xs, _ = solution.make_batch(batch_size, lag, 5, chance())
    weights = [getattr(model.recurrent, name).detach().numpy() for name in _GRU]
    want = []
    for n in range(batch_size):
        h = np.zeros(7)
        for x in xs[:, n].double().numpy():
            h = gru.gru_step(x, h, *weights)
        want.append(model.readout.weight.detach().numpy() @ h + model.readout.bias.detach().numpy())

    got = model(xs.double()).detach().numpy()

    assert first_difference(got, np.array(want)) is None


_GRU = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def test_the_gradient_of_an_untrained_model_reaches_step_0_where_a_plain_network_loses_it():
    torch.manual_seed(0)
    reach = []
    for model in (solution.build_model(8, 32), Vanilla(8, 32)):
        xs = solution.make_batch(50, 50, 8, chance())[0].requires_grad_()
        (grad,) = torch.autograd.grad(model(xs)[:, 0].sum(), xs)
        norms = grad.norm(dim=(1, 2))
        reach.append(float(norms[0] / norms[-1]))

    assert reach[0] > 1e-2 and reach[1] < 1e-9


def test_after_a_thousand_steps_logits_are_finite_and_the_gradient_is_what_the_gates_let_through():
    """Where the update gate is z, dh/dh_prev is z and no more, as soon as nothing else depends on h: below 1e-30."""
    torch.manual_seed(0)
    model, T, z = solution.build_model(3, 1).double(), 1000, 0.93
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        model.readout.weight.fill_(1.0)
        model.recurrent.weight_ih_l0[2] = 1.0  # the candidate reads; gates and candidate do not know of h
        model.recurrent.bias_ih_l0[1] = math.log(z / (1 - z))
    xs = torch.zeros(T, 1, 3, dtype=torch.float64).requires_grad_()

    (grad,) = torch.autograd.grad(model(xs)[0, 0], xs)

    assert torch.isfinite(model(xs)).all()
    want = [float((1 - mpmath.mpf(z)) * mpmath.mpf(z) ** (T - 1 - t)) for t in range(T)]
    assert want[0] < 1e-30
    assert first_difference(grad[:, 0, 0].numpy(), np.array(want), axis=0) is None


# train


def test_training_returns_one_loss_per_step_and_starts_where_guessing_is():
    torch.manual_seed(0)
    losses = solution.train(solution.build_model(8, 32), 10, 8, 4, chance())

    assert len(losses) == 4 and all(type(loss) is float for loss in losses)
    assert abs(losses[0] - math.log(8)) < 0.1


def test_training_draws_from_its_generator_only():
    runs = []
    for elsewhere, seed in ((1, 7), (2, 7), (1, 8)):
        torch.manual_seed(0)
        model = solution.build_model(5, 6)
        torch.manual_seed(elsewhere)
        before = torch.get_rng_state()
        runs.append(solution.train(model, 4, 5, 3, chance(seed)))
        assert torch.equal(torch.get_rng_state(), before)

    assert runs[0] == runs[1] != runs[2]


def test_a_training_of_no_steps_changes_nothing():
    torch.manual_seed(0)
    model = solution.build_model(5, 6)
    before = [p.detach().clone() for p in model.parameters()]

    assert solution.train(model, 4, 5, 0, chance()) == []
    assert all(map(torch.equal, before, model.parameters()))


# Facts, and how sure they are


def test_a_right_batch_falls_short_with_a_probability_below_1e_7():
    """Chernoff's bound for every count that is looked at."""
    N, lag, K = checks._SIZES
    shares = [(N, 1 / K)] * (lag + 1) * K
    shares += [(N, 1 / K**2)] * math.comb(lag + 1, 2) * K**2
    shares += [((lag + 1) * (N - 1), 1 / K**2)] * K**2

    assert sum(tail(n, p) for n, p in shares) < 1e-7


def tail(n, p):
    """A bound on the probability that a binomial count is SIGMAS standard errors off, on either side."""
    off = checks.SIGMAS * math.sqrt(p * (1 - p) / n)
    return sum(math.exp(-n * divergence(p + side, p)) for side in (off, -off) if 0 < p + side < 1)


def divergence(a, b):
    return a * math.log(a / b) + (1 - a) * math.log((1 - a) / (1 - b))


@pytest.mark.parametrize("question", [checks.BATCHES, checks.MODELS], ids=["make_batch", "build_model"])
def test_every_idea_shows_other_facts_than_the_right_answer_and_than_every_other_idea(question):
    for seed in range(5):
        calls = question.calls(seed)
        ideas = [one for one in rubric_of("long_memory").given.ideas if one.function == question.subject.function]
        right = checks.STAND_INS[question.subject.function]
        seen = [
            question.facts(calls, [answer_in_process(one, call) for call in calls])
            for one in (right, *(idea.answer for idea in ideas))
        ]

        twice = [ideas[i - 1].id for i, facts in enumerate(seen) if facts in seen[:i]]
        assert twice == []


def test_the_solution_shows_the_facts_of_the_stand_ins():
    for question in (checks.BATCHES, checks.MODELS):
        function = question.subject.function
        for seed in range(5):
            calls = question.calls(seed)
            driven = [Returned(driver(function)(getattr(solution, function), *call.arguments)) for call in calls]
            stand_in = [answer_in_process(checks.STAND_INS[function], call) for call in calls]

            assert question.facts(calls, driven) == question.facts(calls, stand_in)


def test_trying_the_solutions_training_shows_the_facts_of_the_stand_in():
    losses, facts = driver("try_training")(solution.train, 4, 5, 3, 11)

    assert len(losses) == 3 and facts == checks.train(4, 5, 3, 11)[1]


def test_a_model_that_cannot_be_asked_for_gradients_has_a_reach_all_the_same():
    class Embeds(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.table = torch.nn.Embedding(3, 3)

        def forward(self, xs):
            return self.table(xs.argmax(dim=2)).sum(dim=0)

    driver("keep_built")(lambda n_symbols, hidden_size: Embeds(), 3, 4, 0)
    logits, slopes = driver("ask_kept")(None, np.zeros((5, 2), np.int8), 3)

    assert logits.shape == (2, 3) and np.isnan(slopes).all()


# Submissions

SUBMISSIONS, PROBLEMS = read_submissions(ROOT / "tests" / "submissions", "long_memory")


def findings(submission, seed):
    """{function: its first finding that falls short, or None}."""
    part = rubric_of("long_memory", seed).only(submission.functions)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = graded_direct(part, submission.source)
    return {
        function: next((one.finding for one in group if one.finding.status is not Status.PASSED), None)
        for function, group in groupby(result.checks, key=lambda check: check.function)
    }


def check_submission(submission, seeds):
    text = "" if submission.right else submission.source.decode().split('"""')[1].partition(";")[2]
    also = {function: {f"long_memory.{idea}"} for function, idea in re.findall(r"(\w+): (\w+)", text)}
    for seed in seeds:
        short = {function: finding for function, finding in findings(submission, seed).items() if finding}

        assert submission.right is not bool(short)
        named = {function: {idea.id for idea in finding.ideas} for function, finding in short.items()}
        first = next(iter(named.values()), set())
        assert not submission.ideas or first == set(submission.ideas)
        assert {function: named.get(function) for function in also} == also


def test_every_submission_says_what_it_expects():
    assert PROBLEMS == [] and len(SUBMISSIONS) > 30


@pytest.mark.parametrize(
    "submission", [one for one in SUBMISSIONS if one.path.stem not in TRAINS], ids=lambda one: one.path.stem
)
def test_right_files_pass_and_every_wrong_function_gets_the_name_of_its_idea_alone(submission):
    check_submission(submission, range(3))


@pytest.mark.slow
@pytest.mark.parametrize(
    "submission", [one for one in SUBMISSIONS if one.path.stem in TRAINS], ids=lambda one: one.path.stem
)
def test_training_for_real_ends_as_the_submission_says(submission):
    check_submission(submission, [0])


@pytest.mark.slow
def test_the_solution_passes_in_a_worker_and_is_told_what_a_plain_network_did():
    result = grade_sandboxed((ROOT / "solutions" / "long_memory.py").read_bytes(), "long_memory")
    note = check_named(result, "long_memory.train_remembers").finding.note

    assert result.passed and result.score == 25
    assert re.match(r"accuracy (1\.0|0\.9[5-9])\d* after \d+ s; a plain tanh network trained the same way: acc", note)


@pytest.mark.slow
def test_a_training_that_takes_too_long_is_ended_and_said_so(monkeypatch):
    monkeypatch.setattr(checks, "WALL_SECONDS", 1.0)
    source = (ROOT / "solutions" / "long_memory.py").read_text().replace("for step in range(steps)", _SLOW)
    result = grade_sandboxed(source, "long_memory")

    finding = check_named(result, "long_memory.train_remembers").finding
    assert finding.status is Status.TIMEOUT and finding.message.startswith("still running after 1 s")


_SLOW = "for step in (__import__('time').sleep(steps / 1000) or one for one in range(steps))"


def test_a_call_that_names_its_time_is_given_it():
    session = DirectSession("def f():\n    import time\n    time.sleep(0.3)\n    return 1", "f.py", ("f",), 0.05)
    session.load()

    assert session.call(Call("f", (), wall_seconds=5.0)) != session.call(Call("f", ()))
    assert isinstance(session.call(Call("f", (), wall_seconds=5.0)), Returned)


# Whatever a worker may say


class Scripted:
    """A session that gives every call of one function the same answer."""

    def __init__(self, answer, functions):
        self.answer, self.functions = answer, functions

    def load(self):
        return Loaded(None, {name: Bound("callable", None, "scripted", (), 0, True) for name in self.functions})

    def call(self, call, foreseen=()):
        return self.answer

    def printed(self):
        return ""

    def close(self):
        pass


NAN = float("nan")
SAID = [
    *(Raised("KeyError", "'model'"), TimedOut(2.0), Died("was killed by SIGKILL"), BadValue("a complex")),
    *(Returned(value) for value in (None, 3, "text", {}, [], (), [[]], ((), (), ()), np.zeros(3), np.zeros((2, 2, 2)))),
    *(Returned((one, one, one)) for one in (None, 0, True, "x", {"a": 1}, NAN, [1, [2, 3]], (1, 2), np.zeros(0))),
    *(Returned((one, one)) for one in (None, -1, "x", NAN, [0.0] * 3, np.full(5, NAN), np.full((3, 5), 2))),
    *(
        Returned((one, one, one, one))
        for one in (None, 7, -7, 2**70, NAN, [], np.full((5, 3), -9), np.full((5, 3), 1e300))
    ),
    Returned((np.ones(8), -7, np.array([True, False]), np.full((5, 3), -9))),
    *(Returned((True, 5, logits)) for logits in ([], [None] * 4, [np.zeros((4, 7))], [np.full((4, 7), NAN)] * 4)),
    *(Returned(((np.zeros((5, 4000, 5)), np.zeros(4000)),) * 2 + (last,)) for last in (True, False, None, np.zeros(2))),
    Returned((np.zeros(600), -1e9)),
]


@pytest.mark.parametrize("exercise", ["torch_diagnosis", "long_memory"])
@pytest.mark.parametrize("answer", SAID, ids=lambda answer: repr(answer)[:40])
def test_whatever_a_worker_says_is_a_finding_and_never_a_bug_of_ours(exercise, answer):
    wanted = rubric_of(exercise)
    for function in wanted.functions:
        part = wanted.only([function])
        result = grade(part, b"import torch", f"{exercise}.py", Scripted(answer, part.functions), time.monotonic)

        assert not result.passed and not result.broken, [one.finding.message for one in result.checks]
