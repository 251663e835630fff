"""What isolation costs: one submission, graded with all its checks, beside the same calls in a bare fork and in pytest.

In turn (A B C A B C ...), in one run, so that whatever else the machine does meets all of them alike. What counts is a
ratio of medians.

    python -m benchmarks.sandbox [--runs N]

graded, tier N    fork a confined child, load the file, make every call of every check, judge the answers
calls, tier N     the same without judging: what the sandbox itself costs
bare fork         os.fork, exec(source), the same calls, answers through a pipe: the floor of every design that forks
pytest            one pytest process per submission with the same assertions
"""

from __future__ import annotations

import argparse
import os
import time
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.check import ROOT, SAMPLES, Contestant, _calls, contestants, machine
from grader import wire
from grader.calls import Call, Returned
from grader.course.find import course_root
from grader.course.load import load_course
from grader.grade import Rubric, grade, rubric
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.sandbox.tiers import LAYERS_OF

MOST_NUMPY_MILLISECONDS = 12.0  # on the machine of the README; a ratio is what travels
MOST_TORCH_MILLISECONDS = 30.0
MOST_FLOORS = 3.0  # of a bare fork
SUBJECTS = ("rnn", "bptt")
LEARNER = "ana"

TORCH = b"""
import torch

def train(x):
    model = torch.nn.LSTM(3, 8)
    inputs = torch.as_tensor(x)
    outputs, _ = model(inputs.float())
    outputs.pow(2).mean().backward()
    return [float(one.grad.norm()) for one in model.parameters()]
"""

Run = Callable[[], None]


def main() -> None:
    """Time everybody and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=30, help="how often each is run (30)")
    runs = max(1, parser.parse_args().runs)
    print(machine())
    print(f"runs     {runs} of each, in turn, after two of each that do not count\n")
    with TemporaryDirectory() as folder, ExitStack() as stack:
        crews = {tier: stack.enter_context(Crew(Limits(), layers)) for tier, layers in LAYERS_OF.items()}
        pytests = contestants(Path(folder))
        for exercise in SUBJECTS:
            print("\n".join(table(exercise, timed(numpy_line_up(exercise, crews, pytests), runs))), end="\n\n")
    if find_spec("torch"):
        with Crew(Limits()) as crew:
            print(
                "\n".join(table("torch: one LSTM, forward and backward", timed(torch_line_up(crew), runs))), end="\n\n"
            )
            title, line_up = (
                "torch_diagnosis, all checks, beside an empty fork of a process with torch",
                torch_graded(crew),
            )
            print("\n".join(table(title, timed(line_up, runs), MOST_TORCH_MILLISECONDS)))


def numpy_line_up(exercise: str, crews: Mapping[str, Crew], pytests: Sequence[Contestant]) -> dict[str, Run]:
    """Everybody who grades this exercise."""
    wanted = rubric(load_course(course_root()), exercise, 0)
    source = (SAMPLES / LEARNER / f"{exercise}.py").read_bytes()
    calls = distinct(_calls(wanted))
    line_up: dict[str, Run] = {"bare fork": lambda: bare_fork(source, calls)}
    for tier, crew in crews.items():
        line_up[f"calls, tier {tier}"] = lambda crew=crew: isolated(source, calls, wanted.functions, crew)
    line_up["graded, tier 2"] = lambda: graded(wanted, source, crews["2"])
    for one in pytests:
        if one.name.startswith("pytest") and f" {exercise}.py, passes" in one.name:
            line_up["pytest"] = lambda one=one: _ignore(one.seconds())
    return line_up


def torch_line_up(crew: Crew) -> dict[str, Run]:
    """A call that needs torch: confined, and in a bare fork of a process that has imported it."""
    import torch  # noqa: PLC0415  a second, for one of three tables

    torch.set_num_threads(1)
    calls = [Call("train", (np.ones((6, 4, 3)),))]
    return {
        "bare fork": lambda: bare_fork(TORCH, calls),
        "calls, tier 2": lambda: isolated(TORCH, calls, ("train",), crew, ("torch",)),
    }


def torch_graded(crew: Crew) -> dict[str, Run]:
    """The torch exercise with all its checks, and for scale an empty fork of this process, which has torch."""
    wanted = rubric(load_course(course_root()), "torch_diagnosis", 0)
    source = (ROOT / "solutions" / "torch_diagnosis.py").read_bytes()
    return {
        "bare fork": lambda: bare_fork(b"", ()),
        "graded, tier 2": lambda: graded(wanted, source, crew),
    }


def distinct(calls: Sequence[Call]) -> list[Call]:
    """Each call once: no answer is asked for twice."""
    return list({call.key: call for call in calls}.values())


def graded(wanted: Rubric, source: bytes, crew: Crew) -> None:
    """Grade one submission as `grader check` does."""
    session = Session(source, f"{wanted.exercise}.py", wanted.functions, wanted.limits, crew.take, wanted.preloads)
    result = grade(wanted, source, f"{wanted.exercise}.py", session, time.monotonic)
    if not result.passed:
        raise SystemExit(f"{wanted.exercise} does not pass: a figure of something that went wrong is no figure")


def isolated(
    source: bytes, calls: Sequence[Call], functions: Sequence[str], crew: Crew, preloads: Sequence[str] = ()
) -> None:
    """Make the calls in a confined child."""
    session = Session(source, "submission.py", functions, Limits(), crew.take, preloads)
    try:
        session.load()
        for call in calls:
            answer = session.call(call)
            if not isinstance(answer, Returned):
                raise SystemExit(f"{call.function} answered {answer}")
    finally:
        session.close()


def bare_fork(source: bytes, calls: Sequence[Call]) -> None:
    """Make the calls in a fork of this process that is confined by nothing."""
    with _pipe() as (reading, writing):
        child = os.fork()
        if child == 0:
            module = types.ModuleType("submission")
            exec(compile(source, "submission.py", "exec"), module.__dict__)  # noqa: S102  our own sample
            answers = [
                getattr(module, call.function)(*wire.prepared(call.arguments), **call.keywords) for call in calls
            ]
            data = memoryview(wire.pack(answers))
            while data:
                data = data[os.write(writing, data) :]
            os._exit(0)
        os.close(writing)
        pieces = []
        while piece := os.read(reading, 1 << 20):
            pieces.append(piece)
        os.waitpid(child, 0)
        if len(wire.unpack(b"".join(pieces))) != len(calls):
            raise SystemExit("a bare fork did not answer every call")


@contextmanager
def _pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    try:
        yield reading, writing
    finally:
        os.close(reading)


def _ignore(value: object) -> None:
    """A contestant's own clock is not ours."""


def timed(line_up: Mapping[str, Run], runs: int) -> dict[str, list[float]]:
    """Return everybody's wall seconds; two rounds before warm caches and start zygotes, and are thrown away."""
    for run in [*line_up.values()] * 2:
        run()
    times: dict[str, list[float]] = {name: [] for name in line_up}
    for _ in range(runs):
        for name, run in line_up.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return times


def table(
    title: str, times: Mapping[str, Sequence[float]], most_milliseconds: float = MOST_NUMPY_MILLISECONDS
) -> list[str]:
    """Return the lines of one table; targets stand beside the figures and fail nothing."""
    floor = median(times["bare fork"])
    width = max(map(len, times))
    lines = [title, f"  {'':<{width}}    median   fastest   x bare fork"]
    for name, own in times.items():
        ratio = median(own) / floor
        line = f"  {name:<{width}}  {1000 * median(own):6.1f} ms {1000 * min(own):6.1f} ms   {ratio:11.2f}"
        if name == "calls, tier 2":
            line += f"   target {'met' if ratio <= MOST_FLOORS else 'missed'}: <= {MOST_FLOORS:g} x bare fork"
        if name == "graded, tier 2":
            met = 1000 * median(own) <= most_milliseconds
            line += f"   target {'met' if met else 'missed'}: <= {most_milliseconds:g} ms"
        lines.append(line)
    return lines


if __name__ == "__main__":
    main()
