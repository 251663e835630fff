"""A learner's file that finds the control socket and speaks for us: it gets Died, or an answer cut to size."""

from __future__ import annotations

import json
import socket
import time
import types
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers import grade_sandboxed

from grader import wire
from grader.calls import Answer, BadValue, Call, Died, Raised, Returned, TimedOut
from grader.errors import MachineError
from grader.record import record
from grader.render.terminal import Sheet
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.sandbox.session import Bound, Loaded, Session, SyntaxProblem
from grader.verdict import Status

FILES = Path(__file__).parent / "files"
LIMITS = Limits(call_wall_seconds=1.0, load_wall_seconds=5, file_wall_seconds=100)

# By a real file in a real worker


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """One session for all: after each nonsense it has to find itself a new worker."""
    source = (FILES / "control_socket.py").read_bytes()
    with Crew(LIMITS) as crew:
        one = Session(source, "bptt.py", ["bptt", "numerical_gradient"], LIMITS, crew.take)
        one.load()
        yield one
        one.close()


def said(session: Session, mode: str) -> Answer:
    return session.call(Call("bptt", (mode,)))


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("empty frame", "1 bytes claimed, 0 left"),
        ("huge claim", "a frame of 4294967295 bytes is larger than 67108864"),
        ("a million", "a value nested too deep or with too many parts"),
        ("word is an array", "not a reply to `call`"),
    ],
)
def test_what_is_no_reply_ends_the_worker_and_the_next_call_is_answered(session, mode, reason):
    assert said(session, mode) == Died(f"sent something that is no reply ({reason})")

    answer = session.call(Call("numerical_gradient", ("x", 0.5)))

    assert isinstance(answer, Returned) and answer.value == 1.0


@pytest.mark.parametrize(
    "mode",
    [
        "half a frame, then silence",
        "drop by drop",
        "noise",  # its first four bytes claim 1 MB, which never comes
    ],
)
def test_a_reply_that_never_ends_is_cut_off_at_the_calls_limit(session, mode):
    start_of_call = time.monotonic()

    assert said(session, mode) == TimedOut(1.0)
    assert time.monotonic() - start_of_call < 4


def test_a_reply_larger_than_any_answer_is_refused_before_it_is_read(session):
    assert said(session, "large reply") == Died(
        "sent something that is no reply (a reply of 5242880 bytes is larger than 4194304)"
    )


def test_half_a_frame_and_then_death_is_a_death(session):
    assert said(session, "half a frame, then death") == Died("exited with code 0")


def test_a_file_that_hangs_up_and_lives_on_is_killed(session):
    assert said(session, "hangs up and lives on") == Died("was killed by SIGKILL")


def test_a_message_of_megabytes_is_cut_before_anybody_looks_through_it(session):
    start_of_call = time.monotonic()
    answer = said(session, "long message")

    assert isinstance(answer, Raised)
    assert (len(answer.kind), len(answer.message), len(answer.source)) == (80, 1000, 750)
    assert time.monotonic() - start_of_call < 3


def test_a_false_reply_to_load_is_a_death_at_import_and_no_bug_of_ours():
    source = (FILES / "speaks_at_import.py").read_text()
    result = grade_sandboxed(source, "bptt", limits=LIMITS)

    assert result.error.kind == "import_died"
    assert result.error.message == (
        "the process sent something that is no reply (not a reply to `load`) while the file was imported"
    )
    assert {check.finding.status for check in result.checks} == {Status.SKIPPED}
    json.dumps(record(result))
    Sheet(88, 0).result(result, "grader check bptt")


# The same by a puppet: any reply, without an interpreter's start for each


class Puppet:
    """A worker that has said everything beforehand, whatever it will be asked."""

    zygote = types.SimpleNamespace(command=[], last_words="", serves=True)

    def __init__(self, replies: Sequence[Any]) -> None:
        self.control, self.theirs = socket.socketpair()
        self.theirs.sendall(b"".join(wire.framed(wire.pack(reply)) for reply in replies))

    def begin(self, preloads: Sequence[str], limits: Limits) -> Puppet:
        return self

    def end(self, patience_seconds: float = 0.0) -> int:
        self.control.close()
        self.theirs.close()
        return 0

    def kill(self) -> None:
        self.end()

    def printed(self) -> bytes:
        return b""

    def forget_printed(self) -> None:
        pass

    def release(self) -> None:
        pass


@pytest.fixture
def puppet() -> Iterator[Callable[..., Session]]:
    """Make a session whose worker sends the given replies."""
    sessions: list[Session] = []

    def make(*replies: Any, asked: tuple[str, ...] = ("f",)) -> Session:
        said = [("ready", {"namespaces": "off"}), *replies]
        sessions.append(Session(b"", "bptt.py", asked, LIMITS, lambda: Puppet(said)))
        return sessions[-1]

    yield make
    for one in sessions:
        one.close()


def bound(
    kind: Any = "function",
    line: Any = None,
    of: Any = "function",
    names: Any = (),
    required: Any = 0,
    more: Any = False,
) -> tuple[Any, ...]:
    return (kind, line, of, list(names), required, more)


HONEST = ("loaded", None, {"f": bound()}, [])
ARRAY, NONE_LEFT = np.arange(3.0), np.zeros(0)


def test_the_puppet_can_be_honest(puppet):
    session = puppet(
        ("loaded", ("syntax", "SyntaxError", "no", 3, "x ="), {"f": bound("class", 7, "type", ["a"], 1, True)}, ["g"]),
        ("returned", ARRAY, {"1": 2.5}, ["UserWarning: x"]),
    )
    loaded = session.load()
    answer = session.call(Call("f", (1.0, 2.0)))

    assert loaded == Loaded(
        SyntaxProblem("SyntaxError", "no", 3, "x ="), {"f": Bound("class", 7, "type", ("a",), 1, True)}, ("g",)
    )
    assert isinstance(answer, Returned)
    assert (answer.value.tolist(), answer.changed, answer.warnings) == ([0, 1, 2], {1: 2.5}, ("UserWarning: x",))


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (None, "not a reply to `call`"),
        ("returned", "not a reply to `call`"),
        (ARRAY, "not a reply to `call`"),
        ((), "not a reply to `call`"),
        (("returned",), "not a reply to `call`"),
        (("returned", 1.0, {}), "not a reply to `call`"),
        (("returned", 1.0, {}, [], None), "not a reply to `call`"),
        ((ARRAY, 1.0, {}, []), "not a reply to `call`"),
        ((NONE_LEFT, 1.0, {}, []), "not a reply to `call`"),
        ((ARRAY, "what"), "not a reply to `call`"),
        ((b"returned", 1.0, {}, []), "not a reply to `call`"),
        (("loaded", None, {}, []), "not a reply to `call`"),
        (("returned", 1.0, [], []), "not a reply to `call`"),
        (("returned", 1.0, {}, ()), "not a reply to `call`"),
        (("returned", 1.0, {"99": 1.0}, []), "not an argument's position"),
        (("returned", 1.0, {"2": 1.0}, []), "not an argument's position"),
        (("returned", 1.0, {"-1": 1.0}, []), "not an argument's position"),
        (("returned", 1.0, {"x": 1.0}, []), "not an argument's position"),
        (("returned", 1.0, {"": 1.0}, []), "not an argument's position"),
        (("returned", 1.0, {"²": 1.0}, []), "not an argument's position"),
        (("returned", 1.0, {"1" * 5000: 1.0}, []), "not an argument's position"),
        (("returned", 1.0, {}, [3]), "not a text"),
        (("returned", 1.0, {}, [b"UserWarning"]), "not a text"),
        (("raised",), "not an exception"),
        (("raised", "E"), "not an exception"),
        (("raised", "E", "m", None, "", ""), "not an exception"),
        (("raised", 3, "m", None, ""), "not an exception"),
        (("raised", b"E", "m", None, ""), "not an exception"),
        (("raised", "E", ARRAY, None, ""), "not an exception"),
        (("raised", "E", "m", 2**4000, ""), "not a line's number"),
        (("raised", "E", "m", True, ""), "not a line's number"),
        (("raised", "E", "m", -1, ""), "not a line's number"),
        (("raised", "E", "m", 0, ""), "not a line's number"),
        (("raised", "E", "m", 1.0, ""), "not a line's number"),
        (("raised", "E", "m", ARRAY, ""), "not a line's number"),
        (("bad",), "not a reply to `call`"),
        (("bad", None), "not a reply to `call`"),
        (("bad", b"a complex"), "not a reply to `call`"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_a_reply_to_call_of_any_other_shape_is_a_death(puppet, reply, reason):
    session = puppet(HONEST, reply)
    session.load()

    assert session.call(Call("f", (1.0, 2.0))) == Died(f"sent something that is no reply ({reason})")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (None, "not a reply to `load`"),
        ((ARRAY, None, {"f": bound()}, []), "not a reply to `load`"),
        (("returned", 1.0, {}, []), "not a reply to `load`"),
        (("loaded", None, {}, []), "not a reply to `load`"),
        (("loaded", None, {"g": bound()}, []), "not a reply to `load`"),
        (("loaded", None, {"f": bound(), "g": bound()}, []), "not a reply to `load`"),
        (("loaded", None, [bound()], []), "not a reply to `load`"),
        (("loaded", None, {"f": bound("wizard")}, []), "not a binding"),
        (("loaded", None, {"f": bound(of=3)}, []), "not a binding"),
        (("loaded", None, {"f": bound(required="1")}, []), "not a binding"),
        (("loaded", None, {"f": bound(more=None)}, []), "not a binding"),
        (("loaded", None, {"f": "function"}, []), "not a binding"),
        (("loaded", None, {"f": ARRAY}, []), "not a binding"),
        (("loaded", None, {"f": bound(names=[3])}, []), "not a name"),
        (("loaded", None, {"f": bound(line=2**4000)}, []), "not a line's number"),
        (("loaded", None, {"f": bound(line=ARRAY)}, []), "not a line's number"),
        (("loaded", None, {"f": bound()}, [b"g"]), "not a name"),
        (("loaded", "raised", {"f": bound()}, []), "not a problem"),
        (("loaded", ARRAY, {"f": bound()}, []), "not a problem"),
        (("loaded", (ARRAY, "E", "m", None, ""), {"f": bound()}, []), "not a problem"),
        (("loaded", ("syntax", "E"), {"f": bound()}, []), "not a problem"),
        (("loaded", ("syntax", "E", "m", 2**4000, ""), {"f": bound()}, []), "not a line's number"),
        (("loaded", ("raised", "E"), {"f": bound()}, []), "not an exception"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_a_reply_to_load_of_any_other_shape_is_a_death(puppet, reply, reason):
    assert puppet(reply).load() == Loaded(Died(f"sent something that is no reply ({reason})"))


def test_control_and_bidirectional_characters_reach_nobody(puppet):
    session = puppet(HONEST, ("raised", "E\n\x1b[31m", "a\u202eb\x00c\ufeff", None, "\r\x07x = 1"))
    session.load()

    assert session.call(Call("f", ())) == Raised("E [31m", "abc", None, "x = 1")


def test_a_long_refusal_is_cut_to_one_line(puppet):
    session = puppet(HONEST, ("bad", "x\n" * 10**5))
    session.load()

    assert session.call(Call("f", ())) == BadValue(("x " * 500).strip())


def test_many_warnings_and_many_names_are_cut_to_a_few(puppet):
    session = puppet(
        ("loaded", None, {"f": bound(names=["p" * 100] * 300)}, ["g"] * 300),
        ("returned", 1.0, {}, ["w" * 300] * 50),
    )
    loaded = session.load()
    answer = session.call(Call("f", ()))

    assert loaded.functions["f"].parameters == ("p" * 80,) * 200
    assert loaded.defined == ("g",) * 200
    assert isinstance(answer, Returned) and answer.warnings == ("w" * 300,) * 8


def test_a_worker_that_begins_with_something_else_is_ours_to_mend(monkeypatch, puppet):
    session = puppet()
    monkeypatch.setattr("grader.sandbox.session._receive", lambda worker: ("hello",))

    with pytest.raises(MachineError) as caught:
        session.load()

    assert str(caught.value) == "the worker began with something else than `ready`\n  to do: report this"
