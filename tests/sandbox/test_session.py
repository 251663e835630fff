"""Sessions against real workers: what a file finds there, what it may use, and that it takes nobody along."""

from __future__ import annotations

import gc
import os
import re
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.tiers import LAYERS_OF
from grader.calls import BadValue, Call, Died, Raised, Returned, TimedOut
from grader.errors import MachineError
from grader.sandbox.crew import Crew
from grader.sandbox.launch import start
from grader.sandbox.limits import Limits
from grader.sandbox.session import Loaded, Session, SyntaxProblem, printable
from grader.sandbox.tiers import LAYERS

PROBE = (Path(__file__).parent / "files" / "probe.py").read_bytes()
FUNCTIONS = re.findall(r"^def (\w+)", PROBE.decode(), re.MULTILINE)
LIMITS = Limits(call_wall_seconds=1.0, load_wall_seconds=5, file_wall_seconds=100, memory_bytes=128 << 20)


@pytest.fixture(scope="module")
def probe() -> Iterator[Session]:
    """One session for all questions; who kills the worker pays for the next one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_TOKEN", "secret")
        patch.setenv("PYTHONSTARTUP", "/tmp/evil.py")
        crew = Crew()
        one = Session(PROBE, "probe.py", FUNCTIONS, LIMITS, crew.take)
        one.load()
    with crew:
        yield one
        one.close()


@pytest.fixture(scope="module")
def crews() -> Iterator[Callable[[Sequence[str]], Crew]]:
    """One crew for each choice of layers."""
    made: dict[tuple[str, ...], Crew] = {}
    yield lambda layers: made.setdefault(tuple(layers), Crew(layers))
    for one in made.values():
        one.__exit__(None, None, None)


@pytest.fixture
def fresh(crews: Callable[[Sequence[str]], Crew]) -> Iterator[Callable[..., Session]]:
    """Make sessions of their own."""
    made: list[Session] = []

    def make(source: bytes | str, *functions: str, limits: Limits = LIMITS, layers: Sequence[str] = LAYERS) -> Session:
        raw = source.encode() if isinstance(source, str) else source
        made.append(Session(raw, "bptt.py", functions or ("f",), limits, crews(layers).take))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that a process without rights can write to, which tmp_path is not when root runs the tests."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def asked(session: Session, function: str, *arguments: Any) -> Any:
    return session.call(Call(function, arguments))


def value(session: Session, function: str, *arguments: Any) -> Any:
    answer = asked(session, function, *arguments)
    assert isinstance(answer, Returned), answer
    return answer.value


def open_descriptors() -> set[str]:
    return {path.name for path in Path("/proc/self/fd").iterdir()}


def processes_named(name: str) -> set[int]:
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "comm").read_text().strip() == name:
                found.add(int(process.name))
    return found


def gone(pid: int) -> bool:
    """The process does not run any more; a zombie does not run."""
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


# What a file finds around it


def test_the_environment_holds_eight_harmless_names_and_no_secret_of_ours(probe):
    environment = value(probe, "environment")

    assert set(environment) <= {
        *("PATH", "LANG", "HOME", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
        *("PYTHONHASHSEED", "PYTHONUTF8", "LC_CTYPE"),
    }
    assert environment["HOME"] == "/nonexistent"


def test_only_three_standard_descriptors_and_the_control_socket_are_open(probe):
    assert value(probe, "descriptors") == {"0": "device", "1": "file", "2": "file", "3": "socket"}


def test_nothing_of_ours_reaches_a_child_under_a_high_number(fresh):
    with ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(Path(os.devnull).open("rb"))
        with Crew() as crew:
            session = Session(PROBE, "probe.py", FUNCTIONS, LIMITS, crew.take)
            session.load()
            found = value(session, "all_descriptors")
            session.close()

    assert found == [0, 1, 2, 3]


def test_a_worker_lives_in_its_own_session_in_the_root_folder_with_empty_input(fresh):
    session = fresh(PROBE, *FUNCTIONS, layers=["namespaces"])
    session.load()
    place = value(session, "place")

    assert place["pid"] == place["session"] == place["group"] == 1
    assert (place["cwd"], place["stdin"]) == ("/", "")


def test_the_only_modules_of_ours_beside_a_learner_are_the_wire_and_the_inside(probe):
    ours = set(value(probe, "modules"))

    assert {name for name in ours if not name.startswith("grader.inside")} == {"grader", "grader.wire"}


# What comes back


def test_a_call_returns_what_the_function_returned(probe):
    assert value(probe, "double", np.arange(3.0)).tolist() == [0, 2, 4]


def test_a_changed_argument_is_reported_as_it_is_afterwards_and_ours_is_not_touched(probe):
    given = np.array([3.0, 2.0, 1.0])
    answer = asked(probe, "spoil", given)

    assert {at: after.tolist() for at, after in answer.changed.items()} == {0: [1, 2, 9]}
    assert given.tolist() == [3, 2, 1]


def test_warnings_are_reported_and_not_printed(probe):
    before = probe.printed()
    answer = asked(probe, "warn", np.zeros(1))

    assert answer.warnings == ("RuntimeWarning: divide by zero encountered in divide",)
    assert probe.printed() == before


def test_an_exception_is_reported_with_its_line_and_without_control_characters(probe):
    line = PROBE.decode().split("\n").index('    raise ValueError("told\\x1b[31m you")') + 1

    assert asked(probe, "raise_here") == Raised(
        "ValueError", "told[31m you", line, 'raise ValueError("told\\x1b[31m you")'
    )


def test_an_exception_that_cannot_be_put_into_words_is_reported_without_them(probe):
    answer = asked(probe, "raise_unspeakable")

    assert (answer.kind, answer.message) == ("Mute", "")


def test_a_value_that_cannot_be_looked_at_is_a_bad_value(probe):
    assert asked(probe, "hostile_value") == BadValue("a Fraction")


def test_sys_exit_in_a_call_is_an_exception_like_any_other(probe):
    answer = asked(probe, "exit_softly", 2)

    assert (answer.kind, answer.message) == ("SystemExit", "2")


def test_endless_recursion_is_an_exception(probe):
    answer = asked(probe, "recurse")

    assert (answer.kind, answer.message) == ("RecursionError", "maximum recursion depth exceeded")


# What a file may use


@pytest.mark.parametrize("function", ["loop", "sleep_in_c", "ignore_everything"])
def test_a_call_that_does_not_end_is_cut_off_at_its_limit_and_the_next_is_answered(probe, function):
    begin = time.monotonic()

    assert asked(probe, function) == TimedOut(1.0, "call")
    assert time.monotonic() - begin < 3
    assert value(probe, "double", 2.0) == 4


@pytest.mark.parametrize(
    ("function", "arguments", "how"),
    [
        ("segfault", (), "was killed by SIGSEGV"),
        ("abort", (), "was killed by SIGSEGV|SIGABRT"),  # the first process of a namespace ignores SIGABRT, then faults
        ("overflow_the_stack", (), "was killed by SIGSEGV"),
        ("exit_hard", (0,), "exited with code 0"),
        ("exit_hard", (7,), "exited with code 7"),
    ],
)
def test_a_process_that_dies_is_replaced(probe, function, arguments, how):
    answer = asked(probe, function, *arguments)

    assert isinstance(answer, Died) and re.fullmatch(how, answer.how)
    assert value(probe, "double", 2.0) == 4


def test_recursion_without_a_limit_ends_with_the_stack_or_as_an_exception(probe):
    answer = asked(probe, "recurse_without_a_limit")

    # Python 3.12 counts calls that go through C by itself, whatever the limit is set to.
    assert answer == Died("was killed by SIGSEGV") or answer.kind == "RecursionError"
    assert value(probe, "double", 2.0) == 4


@pytest.mark.parametrize("function", ["much_memory", "much_memory_in_lists"])
def test_more_memory_than_the_limit_is_an_exception_and_no_harm(probe, function):
    answer = asked(probe, function)

    assert answer.kind in {"MemoryError", "_ArrayMemoryError"}
    assert value(probe, "double", 2.0) == 4


def test_a_top_level_that_does_not_end_is_cut_off_at_the_loads_limit(fresh):
    session = fresh("while True: pass", limits=Limits(load_wall_seconds=0.3))

    assert session.load() == Loaded(TimedOut(0.3))


def test_all_calls_together_are_cut_off_at_the_files_limit(fresh):
    limits = Limits(call_wall_seconds=0.4, file_wall_seconds=1.0)
    session = fresh("def f():\n while True: pass", limits=limits)
    session.load()

    answers = [asked(session, "f") for _ in range(4)]

    assert answers[:2] == [TimedOut(0.4, "call")] * 2
    assert answers[2:] == [TimedOut(1.0, "file")] * 2


def test_a_file_that_loads_only_once_is_answered_with_its_second_death(fresh):
    late = time.monotonic() + 0.5
    session = fresh(
        f"""
import os, time
if time.monotonic() > {late}: os._exit(5)
def f(): os._exit(4)
"""
    )

    assert session.load().problem is None
    assert asked(session, "f") == Died("exited with code 4")
    time.sleep(max(0.0, late - time.monotonic()))
    assert asked(session, "f") == Died("exited with code 5")


# What it prints


def test_everything_printed_by_whatever_way_is_kept_in_order(fresh):
    session = fresh(PROBE, *FUNCTIONS, layers=[])
    session.load()
    value(session, "say_everywhere")

    assert session.printed().split("\n") == [
        *("loading", "print", "stderr", "descriptor 1", "descriptor 2", "child", "shell", "")
    ]


def test_ten_megabytes_of_print_are_cut_at_64_kib_and_the_code_goes_on(fresh):
    session = fresh(PROBE, *FUNCTIONS)
    session.load()

    assert value(session, "say_much", 10 << 20) == "done"
    assert len(session.printed()) == 64 << 10


def test_writing_past_the_descriptor_s_end_is_the_code_s_own_error(fresh):
    session = fresh(PROBE, *FUNCTIONS)
    session.load()

    assert asked(session, "write_past_the_end").kind == "PermissionError"
    assert len(session.printed()) == 64 << 10


def test_what_was_printed_before_a_death_is_kept_and_stripped_of_control_characters(fresh):
    session = fresh(PROBE, *FUNCTIONS)
    session.load()
    answer = asked(session, "say_then_die", "last \x1b[31mwords\u202e\x00 é\t!")

    assert answer == Died("exited with code 3")
    assert session.printed() == "loading\nlast [31mwords é\t!\n"

    asked(session, "say", "and on")  # in the next worker, which loads the file again
    session.close()

    assert session.printed().endswith("and on\n")


def test_bytes_that_are_not_utf8_are_shown_as_replacement_characters(fresh):
    session = fresh("import os\nos.write(1, b'\\xff\\xfe ok')")
    session.load()

    assert session.printed() == "\ufffd\ufffd ok"


@pytest.mark.parametrize("text", ["\x07", "\x9b", "\u200b", "\u2066", "\ufeff", "\ud800", "\ue000", "\U000e0001"])
def test_printable_leaves_out_what_a_terminal_could_obey(text):
    assert printable(f"a{text}b") == "ab"


def test_printable_leaves_alone_what_people_write():
    text = "é ∂ 漢字 🦊 naïve\n\ttab"

    assert printable(text) == text


# Nobody is left behind


def test_a_background_thread_ends_with_its_file(fresh, shared):
    heartbeat = shared / "heartbeat"
    session = fresh(PROBE, *FUNCTIONS, layers=[])
    session.load()
    value(session, "thread_in_background", str(heartbeat))
    pid = value(session, "place")["pid"]
    deadline = time.monotonic() + 10
    while not heartbeat.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    session.close()

    assert gone(pid)
    beats = heartbeat.stat().st_size
    time.sleep(0.05)
    assert heartbeat.stat().st_size == beats


def test_neither_a_thread_nor_a_process_can_be_started(probe):
    assert asked(probe, "thread_in_background", "/nowhere").message == "can't start new thread"
    assert asked(probe, "child_in_background").kind in {"PermissionError", "BlockingIOError"}


@pytest.mark.parametrize("dies_first", [False, True])
def test_a_child_process_ends_with_its_file_even_when_its_parent_died_first(fresh, dies_first):
    session = fresh(PROBE, *FUNCTIONS, layers=[])
    session.load()
    child = value(session, "child_in_background")
    if dies_first:
        asked(session, "exit_hard", 0)
    session.close()

    assert gone(child)


def test_a_child_that_left_the_session_ends_with_its_file_too(fresh):
    session = fresh(PROBE, *FUNCTIONS, layers=["namespaces"])
    session.load()
    value(session, "child_in_its_own_session")
    (started,) = processes_named("left_behind")
    session.close()

    assert gone(started)


def test_no_descriptor_of_ours_is_left_open_after_a_crew():
    before = open_descriptors()
    with Crew() as crew:
        for _ in range(3):  # from the second on, another child waits
            session = Session(b"def f(): import os; os._exit(0)", "bptt.py", ("f",), LIMITS, crew.take)
            session.load()
            asked(session, "f")
            asked(session, "f")
            session.close()
        assert crew._spare is not None

    assert open_descriptors() == before


def test_a_child_that_waits_is_given_up_when_other_limits_are_asked_for():
    with Crew() as crew:
        for memory_bytes in (1 << 28, 1 << 28, 1 << 27, 1 << 27, 1 << 27):
            session = Session(b"def f(): return 1", "f.py", ("f",), Limits(memory_bytes=memory_bytes), crew.take)
            session.load()
            assert value(session, "f") == 1
            session.close()


# Loading


@pytest.mark.parametrize(
    ("source", "kind", "message", "line"),
    [
        ("def f(:\n  pass", "SyntaxError", "invalid syntax", 1),
        ("def f():\n\tx = 1\n        return x", "TabError", "inconsistent use of tabs and spaces in indentation", 3),
        ("x = 1\nreturn x", "SyntaxError", "'return' outside function", 2),
        ("x = 1\n\0", "SyntaxError", "source code string cannot contain null bytes", None),
        ("(" * 300, "SyntaxError", "too many nested parentheses", 1),
    ],
)
def test_a_file_that_is_not_python_says_where(fresh, source, kind, message, line):
    problem = fresh(source).load().problem

    assert isinstance(problem, SyntaxProblem)
    assert problem.kind in {kind, "ValueError"}  # a NUL byte is a ValueError before Python 3.12
    assert (problem.message, problem.line) == (message, line)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("# coding: latin-1\nx = 1/0  # caf\xe9".encode("latin-1"), "x = 1/0  # café"),
        ("\ufeffpage = '\x0c\u2028'\nx = 1/0  # café".encode(), "x = 1/0  # café"),
        (b"x = 1\r\nx = 1/0  # caf\xc3\xa9\r\n", "x = 1/0  # café"),
    ],
    ids=["latin-1", "mark, form feed and line separator", "carriage returns"],
)
def test_the_line_that_raised_is_shown_as_it_is_written(fresh, source, shown):
    problem = fresh(source).load().problem

    assert problem == Raised("ZeroDivisionError", "division by zero", 2, shown)


def test_a_statement_that_raises_does_not_keep_later_functions_from_being_defined(fresh):
    loaded = fresh("import no_such_package\ndef f(a, b=2, *more): pass\ng = 3").load()
    f = loaded.functions["f"]

    assert loaded.problem == Raised(
        "ModuleNotFoundError", "No module named 'no_such_package'", 1, "import no_such_package"
    )
    assert (f.kind, f.line, f.parameters, f.required, f.variadic) == ("function", 2, ("a", "b"), 1, True)
    assert loaded.defined == ("f",)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("print(1); 1/0; print(2)\nprint(3)", "1\n2\n3\n"),
        ("print('\u00e9\u00e9'); 1/0; print(2)", "\u00e9\u00e9\n2\n"),
        ("@print\ndef f(): pass\nprint(1)", "<function f\n1\n"),
        ("for i in (1, 0, 2):\n    print(1 // i)\nprint('on')", "1\non\n"),
        ("class C:\n    print(1)\n    none\n    print(2)\nprint(3)", "1\n3\n"),
        ("1/0\nprint(1)\n1/0\nprint(2)", "1\n2\n"),
        ("error = ValueError()\nraise error.with_traceback(None)\nprint(1)", "1\n"),
        ("def f():\n    raise ValueError\n\n\nf()\nprint(1)", "1\n"),
        ("print(1)\n1/0", "1\n"),
    ],
    ids=["one line", "wide letters", "decorator", "loop", "class", "twice", "no traceback", "from below", "last"],
)
def test_what_follows_the_statement_that_raised_is_run_and_nothing_twice(fresh, source, printed):
    session = fresh(source)
    session.load()

    assert re.sub(r" at 0x\w+>", "", session.printed()) == printed


def test_a_file_may_change_its_own_names_without_losing_its_lines(fresh):
    session = fresh("__file__ = 3\n__name__ = None\ndel __spec__\ndef f(): return 1/0")
    session.load()

    assert asked(session, "f") == Raised("ZeroDivisionError", "division by zero", 4, "def f(): return 1/0")


def test_a_future_import_counts_for_the_statements_below_it(fresh):
    source = (
        "'''lesson'''\nfrom __future__ import annotations\ndef f(x: NoSuchName) -> Nor[This]: return f.__annotations__"
    )
    session = fresh(source)

    assert session.load().problem is None
    assert value(session, "f", 1.0) == {"x": "NoSuchName", "return": "Nor[This]"}


# What is ours to mend


def test_a_worker_that_dies_before_it_is_ready_is_the_machines_fault(fresh):
    def dead() -> Any:
        worker = start(LIMITS)
        os.kill(worker.zygote.process.pid, signal.SIGKILL)
        return worker

    session = Session(b"", "bptt.py", ("f",), LIMITS, dead)

    with pytest.raises(MachineError) as caught:
        session.load()

    assert caught.value.what.startswith("the worker was killed by SIGKILL before it was ready: ")
    assert "-m grader.inside" in caught.value.where
    assert caught.value.todo == "grader doctor says what this machine gives"


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # start() leaves its end of the socket to the collector
def test_a_worker_that_cannot_be_started_is_the_machines_fault(monkeypatch):
    monkeypatch.setattr("sys.executable", "/nonexistent/python")

    with pytest.raises(MachineError) as caught:
        start(LIMITS)

    assert caught.value.what.startswith("no worker could be started: [Errno 2] No such file or directory")
    assert caught.value.where == "/nonexistent/python"
    assert caught.value.todo == "free some processes or memory, then run the same command again"
    caught = None
    gc.collect()


def test_a_crew_has_one_zygote_for_all_that_want_the_same_and_ends_it():
    with Crew() as crew:
        crew.prepare()
        sessions = [Session(b"def f(): return 1", "bptt.py", ("f",), LIMITS, crew.take) for _ in range(3)]
        for session in sessions:
            session.load()
        zygotes = {session._worker.zygote.process.pid for session in sessions}
        answers = [value(session, "f") for session in sessions]
        for session in sessions:
            session.close()

    assert answers == [1, 1, 1]
    assert len(zygotes) == 1 and all(map(gone, zygotes))


@pytest.mark.parametrize("tier", ["2", "1"])
def test_numpy_s_generators_wait_for_the_file_after_the_second(tier):
    found = []
    source = b"import sys\ndef f(): return 'numpy.ran' 'dom' in sys.modules"  # who names chance has its seed fixed
    with Crew(LAYERS_OF[tier]) as crew:
        for _ in range(3):
            session = Session(source, "x.py", ("f",), LIMITS, crew.take)
            session.load()
            found.append(value(session, "f"))
            session.close()

    assert session.tier == tier
    assert found == [False, False, True], "a single file waits for nothing that it does not ask for"


def test_a_zygote_that_was_killed_is_replaced_and_the_question_asked_again():
    with Crew() as crew:
        session = Session(b"def f(): return 1", "bptt.py", ("f",), LIMITS, crew.take)
        session.load()
        os.kill(session._worker.zygote.process.pid, signal.SIGKILL)

        assert value(session, "f") == 1
        session.close()


def test_a_module_that_cannot_be_imported_beforehand_is_the_machines_fault():
    with Crew() as crew:
        session = Session(b"", "bptt.py", ("f",), LIMITS, crew.take, ["no_such_module"])
        with pytest.raises(MachineError) as caught:
            session.load()

    assert "No module named 'no_such_module'" in caught.value.what


# Tiers


@pytest.mark.parametrize("tier", LAYERS_OF)
def test_a_session_says_which_tier_it_had(fresh, tier):
    session = fresh("def f(): return 1", layers=LAYERS_OF[tier])
    session.load()

    assert (session.tier, value(session, "f")) == (tier, 1)


def test_a_file_of_a_stranger_is_not_run_where_nothing_confines_it():
    with Crew(LAYERS_OF["0"]) as crew:
        session = Session(b"print('run')", "bptt.py", ("f",), LIMITS, crew.take, trusted=False)
        with pytest.raises(MachineError) as caught:
            session.load()

    assert session.printed() == ""
    assert caught.value.what == (
        "nothing on this machine keeps strangers' files from harm; "
        "missing: namespaces (off), landlock (off), seccomp (off), rlimits (off)"
    )
    assert caught.value.todo.endswith("for a class whose files you trust, add --trusted-class")


@pytest.mark.parametrize("tier", ["2", "1", "1b"])
def test_a_file_of_a_stranger_is_run_behind_walls(tier):
    with Crew(LAYERS_OF[tier]) as crew:
        session = Session(b"def f(): return 1", "bptt.py", ("f",), LIMITS, crew.take, trusted=False)
        session.load()

        assert value(session, "f") == 1
        session.close()


# Chance

DRAWS = b"""
import random
import numpy as np

def f():
    return [random.random(), float(np.random.rand()), float(np.random.randn())]
"""


def drawn(crew: Crew, source: bytes, preloads: Sequence[str] = ()) -> Any:
    session = Session(source, "bptt.py", ("f",), Limits(), crew.take, preloads)
    session.load()
    numbers = value(session, "f")
    session.close()
    return numbers


@pytest.mark.parametrize("tier", ["2", "1b"])
def test_a_file_that_seeds_nothing_draws_the_same_numbers_every_time(tier):
    with Crew(LAYERS_OF[tier]) as crew, Crew(LAYERS_OF[tier]) as another:
        numbers = [drawn(one, DRAWS) for one in (crew, crew, another)]

    assert numbers[0] == numbers[1] == numbers[2]
    assert len({*numbers[0]}) == 3


@pytest.mark.slow
def test_torch_draws_the_same_numbers_every_time():
    pytest.importorskip("torch")
    source = b"import torch\n\ndef f():\n    return [float(torch.rand(())), float(torch.nn.Linear(2, 2).bias[0])]\n"
    with Crew() as crew:
        first, second = (drawn(crew, source, ("torch",)) for _ in range(2))

    assert first == second


# A crew starts anew


def test_a_crew_that_was_dismissed_hands_out_children_of_a_fresh_zygote():
    def zygote() -> int:
        session = Session(b"", "bptt.py", ("f",), LIMITS, crew.take)
        session.load()
        pid = session._worker.zygote.process.pid
        session.close()
        return pid

    with Crew() as crew:
        first = zygote()
        crew.dismiss()
        assert gone(first)
        assert zygote() != first
