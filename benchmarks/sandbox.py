"""What isolation costs: one submission, graded with all its checks, beside the same calls by everybody else.

In turn (A B C A B C ...), in one run, so that whatever else the machine does meets all of them alike. What counts is a
ratio of medians.

    python -m benchmarks.sandbox [--runs N] [--slow-runs N] [--no-notebooks]

graded, tier N      fork a confined child, load the file, make every call of every check, judge the answers
calls, tier N       the same without judging: what the sandbox itself costs
bare fork           os.fork, exec(source), the same calls, answers through a pipe: the floor of every design that forks
pytest              one pytest process per submission with the same assertions
otter, nbgrader     one notebook per submission, with the same assertions in its test cells
"""

from __future__ import annotations

import argparse
import os
import time
import types
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import notebooks
from benchmarks.check import SAMPLES, Contestant, _testing, machine
from grader import wire
from grader.calls import Answer, Call, Raised, Returned
from grader.course.find import course_root
from grader.course.load import load_course
from grader.direct import DirectSession
from grader.grade import Rubric, grade, rubric
from grader.inside import drivers, kernel
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.sandbox.tiers import LAYERS_OF

MOST_MILLISECONDS = {"numpy": 12.0, "torch": 30.0}  # on the machine of the README; a ratio is what travels
LEAST_PYTESTS = {"numpy": 20.0, "torch": 40.0}
MOST_FLOORS = 3.0  # of a bare fork
SUBJECTS = ("rnn", "bptt")
TORCH_SUBJECT = "torch_diagnosis"
LEARNER = "ana"
OURS, FLOOR, PYTEST = "graded, tier 2", "bare fork", "pytest"

Run = Callable[[], None]


def main() -> None:
    """Time everybody and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=30, help="how often each is run (30)")
    parser.add_argument("--slow-runs", type=int, default=5, help="how often what takes seconds is run (5)")
    parser.add_argument("--no-notebooks", action="store_true", help="leave otter-grader and nbgrader out")
    parser.add_argument("--every", action="store_true", help="a line for every exercise beside its floor, and no peers")
    asked = parser.parse_args()
    runs, slow_runs = max(1, asked.runs), max(1, asked.slow_runs)
    print(machine())
    print(f"runs     {runs} of each, {slow_runs} of what takes seconds, in turn, after two of each that do not count\n")
    with TemporaryDirectory() as folder, ExitStack() as stack:
        crews = {tier: stack.enter_context(Crew(Limits(), layers)) for tier, layers in LAYERS_OF.items()}
        for exercise in SUBJECTS:
            slow = numpy_peers(exercise, Path(folder), not asked.no_notebooks)
            print(
                "\n".join(table(exercise, "numpy", timed(numpy_line_up(exercise, crews), runs, slow, slow_runs))), "\n"
            )
        if find_spec("torch"):
            slow = {PYTEST: _run_of(pytest_peer(TORCH_SUBJECT, Path(folder)))}
            times = timed(torch_line_up(crews["2"]), runs, slow, slow_runs)
            print("\n".join(table(TORCH_SUBJECT, "torch", times)))


def numpy_line_up(exercise: str, crews: Mapping[str, Crew]) -> dict[str, Run]:
    """Ours, in every tier, and the floor."""
    wanted, source = _wanted(exercise), _source(exercise)
    calls = calls_of(wanted, source)
    line_up: dict[str, Run] = {FLOOR: lambda: bare_fork(source, calls)}
    for tier, crew in crews.items():
        line_up[f"calls, tier {tier}"] = lambda crew=crew: isolated(source, calls, wanted, crew)
    line_up[OURS] = lambda: graded(wanted, source, crews["2"])
    return line_up


def torch_line_up(crew: Crew) -> dict[str, Run]:
    """Ours, and the floor: a fork of a process that has imported torch and has its heap in huge pages, as ours has."""
    import torch  # noqa: PLC0415  a second, for one of three tables

    torch.set_num_threads(1)
    wanted, source = _wanted(TORCH_SUBJECT), _source(TORCH_SUBJECT)
    calls = calls_of(wanted, source)
    kernel.collapse_heap()
    return {
        FLOOR: lambda: bare_fork(source, calls),
        "calls, tier 2": lambda: isolated(source, calls, wanted, crew),
        OURS: lambda: graded(wanted, source, crew),
    }


def numpy_peers(exercise: str, folder: Path, with_notebooks: bool) -> dict[str, Run]:
    """Everybody who starts a process for each submission."""
    pytest = pytest_peer(exercise, folder)
    peers = [pytest]
    if with_notebooks and exercise == "rnn":
        trouble = notebooks.environment()
        if trouble:
            print(f"otter-grader and nbgrader are left out: {trouble}\n")
        else:
            paths = (Path(pytest.environment[name]) for name in ("PEER_FILE", "PEER_SOLUTION", "PEER_INPUTS"))
            peers += notebooks.contestants(*paths, folder)
    return {one.name: _run_of(one) for one in peers}


def pytest_peer(exercise: str, folder: Path) -> Contestant:
    """Return one pytest process on one submission; its inputs go to `folder`."""
    wanted, inputs, file = _wanted(exercise), folder / f"{exercise}.inputs", folder / f"{exercise}.py"
    file.write_bytes(_source(exercise))
    asked: dict[str, list[object]] = {name: [] for name in wanted.functions}
    for call in calls_of(wanted, _source(exercise)):
        asked[call.function].append((call.driver, call.arguments) if wanted.preloads else call.arguments)
    inputs.write_bytes(wire.pack(asked))
    given = {
        "PEER_FILE": str(file),
        "PEER_SOLUTION": str(load_course(course_root()).solution(exercise)),
        "PEER_INPUTS": str(inputs),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    return Contestant(PYTEST, _testing(exercise), environment=given)


def _run_of(contestant: Contestant) -> Run:
    return lambda: _ignore(contestant.seconds())


def _wanted(exercise: str) -> Rubric:
    return rubric(load_course(course_root()), exercise, 0)


def _source(exercise: str) -> bytes:
    """A sample learner's file, or the solution where no sample learner has come so far."""
    sample = SAMPLES / LEARNER / f"{exercise}.py"
    return (sample if sample.exists() else load_course(course_root()).solution(exercise)).read_bytes()


class _Recorder(DirectSession):
    """Remembers what it was asked."""

    def __init__(self, source: bytes, wanted: Rubric) -> None:
        super().__init__(source.decode(), "submission.py", wanted.functions)
        self.calls: dict[bytes, Call] = {}

    def call(self, call: Call, foreseen: Sequence[Call] = ()) -> Answer:
        """Note a call and make it."""
        self.calls.setdefault(call.key, call)
        return super().call(call)


def calls_of(wanted: Rubric, source: bytes) -> list[Call]:
    """Return every distinct call that grading this file makes: no answer is asked for twice."""
    recorder = _Recorder(source, wanted)
    grade(wanted, source, "submission.py", recorder, time.monotonic)
    return list(recorder.calls.values())


def graded(wanted: Rubric, source: bytes, crew: Crew) -> None:
    """Grade one submission as `grader check` does."""
    session = Session(source, f"{wanted.exercise}.py", wanted.functions, wanted.limits, crew.take, wanted.preloads)
    result = grade(wanted, source, f"{wanted.exercise}.py", session, time.monotonic)
    if not result.passed:
        raise SystemExit(f"{wanted.exercise} does not pass: a figure of something that went wrong is no figure")


def isolated(source: bytes, calls: Sequence[Call], wanted: Rubric, crew: Crew) -> None:
    """Make the calls in a confined child."""
    session = Session(source, "submission.py", wanted.functions, Limits(), crew.take, wanted.preloads)
    try:
        session.load()
        for call in calls:
            answer = session.call(call)
            if not isinstance(answer, Returned | Raised):  # some calls ask whether nonsense is refused
                raise SystemExit(f"{call.function} answered {answer}")
    finally:
        session.close()


def bare_fork(source: bytes, calls: Sequence[Call]) -> None:
    """Make the calls in a fork of this process that is confined by nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        data = memoryview(wire.pack(_answers(source, calls)))
        while data:
            data = data[os.write(writing, data) :]
        os._exit(0)
    os.close(writing)
    pieces = []
    while piece := os.read(reading, 1 << 20):
        pieces.append(piece)
    os.waitpid(child, 0)
    os.close(reading)
    if len(wire.unpack(b"".join(pieces))) != len(calls):
        raise SystemExit("a bare fork did not answer every call")


def _answers(source: bytes, calls: Sequence[Call]) -> list[object]:
    module = types.ModuleType("submission")
    exec(compile(source, "submission.py", "exec"), module.__dict__)  # noqa: S102  our own sample
    return [_answer(getattr(module, call.function), call) for call in calls]


def _answer(function: Callable[..., object], call: Call) -> object:
    if call.driver:
        function = partial(drivers.driver(call.driver), function)
    try:
        return function(*wire.prepared(call.arguments))
    except Exception as error:
        return str(error)


def _ignore(value: object) -> None:
    """A contestant's own clock is not ours."""


def timed(
    line_up: Mapping[str, Run], runs: int, slow: Mapping[str, Run] | None = None, slow_runs: int = 1
) -> dict[str, list[float]]:
    """Return everybody's wall seconds; two rounds before warm caches and start zygotes, and are thrown away.

    Args:
        line_up: Who is run in every round.
        runs: The rounds.
        slow: Who takes seconds, and is run in some rounds only, far apart; one round before warms them.
        slow_runs: How many rounds that is.
    """
    slow = slow or {}
    for run in [*line_up.values()] * 2 + [*slow.values()]:
        run()
    times: dict[str, list[float]] = {name: [] for name in (*line_up, *slow)}
    apart = max(1, runs // slow_runs)
    for number in range(runs):
        for name, run in {**line_up, **(slow if number % apart == 0 else {})}.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return times


def table(title: str, kind: str, times: Mapping[str, Sequence[float]]) -> list[str]:
    """Return the lines of one table; targets stand below the figures and fail nothing."""
    medians = {name: median(own) for name, own in times.items()}
    width = max(map(len, times))
    lines = [title, f"  {'':<{width}}       median      fastest   x bare fork   x ours"]
    for name, own in times.items():
        milliseconds = f"{1000 * medians[name]:9.1f} ms {1000 * min(own):9.1f} ms"
        ratios = f"{_ratio(medians, name, FLOOR):11.2f}   {_ratio(medians, name, OURS):6.1f}"
        lines.append(f"  {name:<{width}} {milliseconds}   {ratios}")
    return [*lines, *targets(kind, medians)]


def targets(kind: str, medians: Mapping[str, float]) -> list[str]:
    """Return a line for each target of numpy or torch submissions."""
    milliseconds, floors = 1000 * medians[OURS], _ratio(medians, OURS, FLOOR)
    most, least = MOST_MILLISECONDS[kind], LEAST_PYTESTS[kind]
    judged = [(milliseconds <= most, f"at most {most:g} ms: {milliseconds:.1f} ms")]
    judged.append((floors <= MOST_FLOORS, f"at most {MOST_FLOORS:g} x bare fork: {floors:.2f}"))
    if PYTEST in medians:
        faster = _ratio(medians, PYTEST, OURS)
        judged.append((faster >= least, f"at least {least:g} x faster than pytest: {faster:.1f}"))
    return [f"  target {'met   ' if met else 'missed'} {what}" for met, what in judged]


def _ratio(medians: Mapping[str, float], name: str, other: str) -> float:
    return medians[name] / medians[other]


if __name__ == "__main__":
    main()
