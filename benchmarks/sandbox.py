"""What isolation costs: one submission, graded with all its checks, beside the same calls by everybody else.

In turn (A B C A B C ...), in one run, so that whatever else the machine does meets all of them alike. What counts is a
ratio of medians.

    python -m benchmarks.sandbox [--runs N] [--slow-runs N] [--no-notebooks]
    python -m benchmarks.sandbox --every [--runs N]

graded, tier N      fork a confined child, load the file, make every call of every check, judge the answers
calls, tier N       the same without judging: what the sandbox itself costs
bare fork           os.fork, exec(source), the same calls, answers through a pipe: benchmarks.floor
pytest              one pytest process per submission with the same assertions
otter, nbgrader     one notebook per submission, with the same assertions in its test cells
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import notebooks
from benchmarks.check import SAMPLES, Contestant, _testing, machine
from benchmarks.floor import Floor, calls_of
from benchmarks.tiers import LAYERS_OF
from grader import wire
from grader.calls import Call, Raised, Returned
from grader.course.find import course_root
from grader.course.load import load_course
from grader.grade import Rubric, grade, rubric
from grader.sandbox.crew import Crew
from grader.sandbox.session import Session

MOST_MILLISECONDS = {"numpy": 12.0, "torch": 30.0}  # on the machine of the README; a ratio is what travels
LEAST_PYTESTS = {"numpy": 20.0, "torch": 40.0}
MOST_FLOORS = 3.0  # of a bare fork
SUBJECTS = ("rnn", "bptt", "torch_diagnosis")
CAPSTONE = "long_memory"
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
    if asked.every:
        _every_exercise(runs)
    else:
        _beside_peers(runs, slow_runs, not asked.no_notebooks)


def _beside_peers(runs: int, slow_runs: int, with_notebooks: bool) -> None:
    """A table for each subject, with everybody who grades it."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        crews = {tier: stack.enter_context(Crew(layers)) for tier, layers in LAYERS_OF.items()}
        for exercise in SUBJECTS:
            slow = peers(exercise, Path(folder), calls_in(crews["2"], exercise), with_notebooks)
            with Floor(exercise, _source(exercise)) as floor:
                times = timed(line_up(exercise, crews, floor), runs, slow, slow_runs)
            print("\n".join(table(exercise, times)), "\n")


def _every_exercise(runs: int) -> None:
    """A line for each exercise: what it takes, alone and beside its floor."""
    print(f"{'':<18}    median   fastest   bare fork   x bare fork")
    with Crew() as crew:
        for exercise in load_course(course_root()).exercises:
            if exercise.name == CAPSTONE:
                continue  # it trains a network: seconds, whoever asks
            with Floor(exercise.name, _source(exercise.name)) as floor:
                print(row(exercise.name, timed(line_up(exercise.name, {"2": crew}, floor), runs)), flush=True)


def row(exercise: str, times: Mapping[str, Sequence[float]]) -> str:
    """Return the line of one exercise."""
    medians = {name: median(own) for name, own in times.items()}
    milliseconds = f"{1000 * medians[OURS]:7.1f} ms {1000 * min(times[OURS]):6.1f} ms {1000 * medians[FLOOR]:8.1f} ms"
    missed = [said for met, said in targets(_kind(exercise), medians) if not met]
    return f"{exercise:<18} {milliseconds}   {_ratio(medians, OURS, FLOOR):11.2f}   {'; '.join(missed)}".rstrip()


def line_up(exercise: str, crews: Mapping[str, Crew], floor: Floor) -> dict[str, Run]:
    """Ours, in every tier, and the floor."""
    wanted, source = _wanted(exercise), _source(exercise)
    calls = calls_in(crews["2"], exercise)
    runs: dict[str, Run] = {FLOOR: floor.run}
    for tier, crew in crews.items():
        runs[f"calls, tier {tier}"] = lambda crew=crew: isolated(source, calls, wanted, crew)
    runs[OURS] = lambda: graded(wanted, source, crews["2"])
    return runs


def calls_in(crew: Crew, exercise: str) -> list[Call]:
    """Return the calls that grading a right file makes. In a child, so that this process never imports torch."""
    wanted, source = _wanted(exercise), _source(exercise)
    return calls_of(wanted, source, _session(wanted, source, crew))


def _session(wanted: Rubric, source: bytes, crew: Crew) -> Session:
    return Session(source, f"{wanted.exercise}.py", wanted.functions, wanted.limits, crew.take, wanted.preloads)


def _kind(exercise: str) -> str:
    return "torch" if _wanted(exercise).preloads else "numpy"


def peers(exercise: str, folder: Path, calls: Sequence[Call], with_notebooks: bool) -> dict[str, Run]:
    """Everybody who starts a process for each submission."""
    pytest = pytest_peer(exercise, folder, calls)
    everybody = [pytest]
    if with_notebooks and exercise == "rnn":
        trouble = notebooks.environment()
        if trouble:
            print(f"otter-grader and nbgrader are left out: {trouble}\n")
        else:
            paths = (Path(pytest.environment[name]) for name in ("PEER_FILE", "PEER_SOLUTION", "PEER_INPUTS"))
            everybody += notebooks.contestants(*paths, folder)
    return {one.name: _run_of(one) for one in everybody}


def pytest_peer(exercise: str, folder: Path, calls: Sequence[Call]) -> Contestant:
    """Return one pytest process on one submission; its inputs go to `folder`."""
    wanted, inputs, file = _wanted(exercise), folder / f"{exercise}.inputs", folder / f"{exercise}.py"
    file.write_bytes(_source(exercise))
    asked: dict[str, list[object]] = {name: [] for name in wanted.functions}
    for call in calls:
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


def graded(wanted: Rubric, source: bytes, crew: Crew) -> None:
    """Grade one submission as `grader check` does."""
    result = grade(wanted, source, f"{wanted.exercise}.py", _session(wanted, source, crew), time.monotonic)
    if not result.passed:
        raise SystemExit(f"{wanted.exercise} does not pass: a figure of something that went wrong is no figure")


def isolated(source: bytes, calls: Sequence[Call], wanted: Rubric, crew: Crew) -> None:
    """Make the calls in a confined child."""
    session = _session(wanted, source, crew)
    try:
        session.load()
        for position, call in enumerate(calls):
            answer = session.call(call, calls[position + 1 : position + 9])
            if not isinstance(answer, Returned | Raised):  # some calls ask whether nonsense is refused
                raise SystemExit(f"{call.function} answered {answer}")
    finally:
        session.close()


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


def table(title: str, times: Mapping[str, Sequence[float]]) -> list[str]:
    """Return the lines of one table; targets stand below the figures and fail nothing."""
    medians = {name: median(own) for name, own in times.items()}
    width = max(map(len, times))
    lines = [title, f"  {'':<{width}}       median      fastest   x bare fork   x ours"]
    for name, own in times.items():
        milliseconds = f"{1000 * medians[name]:9.1f} ms {1000 * min(own):9.1f} ms"
        ratios = f"{_ratio(medians, name, FLOOR):11.2f}   {_ratio(medians, name, OURS):6.1f}"
        lines.append(f"  {name:<{width}} {milliseconds}   {ratios}")
    judged = targets(_kind(title), medians)
    return [*lines, *(f"  target {'met   ' if met else 'missed'} {what}" for met, what in judged)]


def targets(kind: str, medians: Mapping[str, float]) -> list[tuple[bool, str]]:
    """Return each target of numpy or torch submissions, and whether it is met."""
    milliseconds, floors = 1000 * medians[OURS], _ratio(medians, OURS, FLOOR)
    most, least = MOST_MILLISECONDS[kind], LEAST_PYTESTS[kind]
    judged = [(milliseconds <= most, f"at most {most:g} ms: {milliseconds:.1f} ms")]
    judged.append((floors <= MOST_FLOORS, f"at most {MOST_FLOORS:g} x bare fork: {floors:.2f}"))
    if PYTEST in medians:
        faster = _ratio(medians, PYTEST, OURS)
        judged.append((faster >= least, f"at least {least:g} x faster than pytest: {faster:.1f}"))
    return judged


def _ratio(medians: Mapping[str, float], name: str, other: str) -> float:
    return medians[name] / medians[other]


if __name__ == "__main__":
    main()
