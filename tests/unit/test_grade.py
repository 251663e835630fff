"""What a file may compute in, read from its code and never from its prose; in which order its calls are made."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import groupby

import pytest
from helpers import ROOT, grade_plain, rubric_of

from grader.calls import Answer, Call, Died, Returned
from grader.course.load import load_course
from grader.direct import DirectSession
from grader.grade import _Asker, _names_float32, grade
from grader.learner.desk import Desk
from grader.sandbox.crew import Crew
from grader.verdict import Status

RIGHT_TO_SIX_DIGITS = '''"""A single hidden unit; float32 and torch are mentioned here, and nowhere else."""
import numpy as np  # float32 would be another story


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return np.tanh(W_xh @ x + W_hh @ h_prev + b) * (1 + 1e-6)
'''


@pytest.mark.parametrize("path", sorted((ROOT / "solutions").glob("*.py")), ids=lambda path: path.stem)
def test_a_lesson_that_speaks_of_float32_does_not_loosen_the_comparison(path):
    torch = b"import torch" in path.read_bytes()

    assert _names_float32(path.read_bytes()) == torch


@pytest.mark.parametrize(
    "code", [b"x.astype('f4')", b"np.float32(x)", b"a = np.single(1)", b"import torch", b'dtype="single"']
)
def test_code_that_names_float32_is_compared_as_float32(code):
    assert _names_float32(code)


def test_six_digits_fall_short_of_a_file_that_only_talks_about_float32():
    result = grade_plain(RIGHT_TO_SIX_DIGITS, "rnn")

    short = result.first_short
    assert short is not None
    assert (short.function, short.finding.status) == ("rnn_step", Status.FAILED)


def test_a_framework_in_a_numpy_exercise_is_seen_and_named_and_costs_no_points():
    honest = (ROOT / "solutions" / "rnn.py").read_text("utf-8")
    helped = honest.replace(
        "import numpy as np\n", "import numpy as np\n\nif np is None:\n    from torch import autograd\n", 1
    )

    result = grade_plain(helped, "rnn")

    assert grade_plain(honest, "rnn").passed
    assert not result.passed
    assert result.score == result.max_score
    assert result.error is not None
    assert (result.error.kind, result.error.line) == ("framework", helped[: helped.index("from torch")].count("\n") + 1)
    assert result.error.message == (
        "imports torch, which does for you what this exercise asks of you: "
        "what would you write if it were not installed?"
    )


def test_a_framework_in_a_comment_or_lesson_is_none():
    source = (ROOT / "solutions" / "rnn.py").read_text("utf-8") + '\n# import torch\n"""\nimport torch\n"""\n'

    assert grade_plain(source, "rnn").passed


@pytest.mark.parametrize(
    ("instead", "hint"),
    [("sigmoid_derivation", "; did you mean `sigmoid_derivation`?"), ("unlike_any", "")],
)
def test_a_function_that_the_exercise_asks_for_is_never_what_was_meant_by_another(tmp_path, instead, hint):
    source = (ROOT / "solutions" / "activations.py").read_text("utf-8")
    file = tmp_path / "activations.py"
    file.write_text(source.replace("def sigmoid_derivative(", f"def {instead}("), "utf-8")

    with Crew() as crew:
        result = Desk(load_course(ROOT), 0, crew, time.monotonic).grade("activations", str(file)).result

    assert result.error is not None
    assert result.error.message == f"there is no function `sigmoid_derivative` in the file{hint}"


# In which order checks are asked and calls are made


@pytest.mark.parametrize("path", sorted((ROOT / "solutions").glob("*.py")), ids=lambda path: path.stem)
def test_a_functions_checks_come_rung_by_rung(path):
    for function, checks in groupby(rubric_of(path.stem).checks, key=lambda check: check.function):
        rungs = [check.rung for check in checks]
        assert rungs == sorted(rungs), function


class Minutes:
    """Answers every call with its place in the order, and notes what was foreseen with it."""

    def __init__(self, fatal: object = None) -> None:
        self.made: list[object] = []
        self.foreseen: list[list[object]] = []
        self._fatal = fatal

    def call(self, call: Call, foreseen=()) -> Answer:
        self.made.append(call.arguments[0])
        self.foreseen.append([one.arguments[0] for one in foreseen])
        return Died("exited") if call.arguments[0] == self._fatal else Returned(len(self.made))


def calls(*names: str, again: bool = False) -> list[Call]:
    return [Call("f", (name,), again=again) for name in names]


def test_foreseen_calls_are_made_in_order_and_each_once():
    minutes = Minutes()
    asker = _Asker(minutes)
    asker.foresee(calls("a", "b", "a", "c"))

    third, first = (asker.answer(call) for call in calls("c", "a"))

    assert minutes.made == ["a", "b", "c"]
    assert minutes.foreseen == [["b", "c"], ["c"], []]
    assert (third, first) == (asker.answer(calls("c")[0]), asker.answer(calls("a")[0]))


def test_a_call_to_be_made_again_waits_for_those_foreseen_and_is_made_again():
    minutes = Minutes()
    asker = _Asker(minutes)
    asker.foresee(calls("a", "b"))

    asker.answer(calls("a")[0])
    asker.answer(calls("a", again=True)[0])

    assert minutes.made == ["a", "b", "a"]


def test_what_is_foreseen_is_made_even_if_nobody_asks():
    minutes = Minutes()
    asker = _Asker(minutes)
    asker.foresee(calls("a", "b"))

    asker.finish()

    assert minutes.made == ["a", "b"]


def test_a_call_that_ends_the_worker_is_the_last_of_those_foreseen():
    minutes = Minutes(fatal="b")
    asker = _Asker(minutes)
    asker.foresee(calls("a", "b", "c", "d"))

    asker.answer(calls("b")[0])
    asker.finish()

    assert minutes.made == ["a", "b"]


def test_a_check_that_cannot_foresee_is_broken_and_takes_no_other_along():
    rubric = rubric_of("rnn")

    def breaks(given):
        raise ValueError("ours")

    def steps(given):
        raise ValueError("ours")
        yield

    first, *others = rubric.checks
    broken = replace(rubric, checks=(first, replace(others[0], foreseen=breaks, steps=steps), *others[1:]))
    source = (ROOT / "solutions" / "rnn.py").read_text("utf-8")

    result = grade(broken, source.encode(), "rnn.py", Foretold(source, rubric.functions), time.monotonic)

    statuses = [check.finding.status for check in result.checks]
    assert statuses[:2] == [Status.PASSED, Status.BROKEN]
    assert Status.PASSED in statuses[2:]


class Foretold(DirectSession):
    """Notes which calls came without having been foreseen; to ask again is no surprise."""

    def __init__(self, source: str, functions: tuple[str, ...]) -> None:
        super().__init__(source, "solution.py", functions)
        self.surprises: list[str] = []
        self._known: set[bytes] = set()

    def call(self, call: Call, foreseen=()) -> Answer:
        self._known |= {one.key for one in foreseen}
        if not call.again and call.key not in self._known:
            self.surprises.append(call.function)
        return super().call(call, foreseen)


NUMPY = [path for path in sorted((ROOT / "solutions").glob("*.py")) if b"import torch" not in path.read_bytes()]


@pytest.mark.parametrize("path", NUMPY, ids=lambda path: path.stem)
def test_a_right_file_is_asked_little_that_was_not_foreseen(path):
    rubric = rubric_of(path.stem)
    session = Foretold(path.read_text("utf-8"), rubric.functions)

    result = grade(rubric, path.read_bytes(), path.name, session, time.monotonic)

    rungs = {(check.function, check.rung) for check in rubric.checks}
    assert result.passed
    assert len(session.surprises) <= len(rungs)  # the first of every rung
