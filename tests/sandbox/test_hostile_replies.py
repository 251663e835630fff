"""A learner's file that finds the control socket and speaks for us: it gets Died, or an answer cut to size."""

from __future__ import annotations

import json
import socket
import struct
import time
import tracemalloc
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
    with Crew() as crew:
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


def test_an_answer_before_the_question_is_a_death_and_the_next_call_is_answered(session):
    assert isinstance(said(session, "this answer and the next"), Returned)

    assert session.call(Call("numerical_gradient", ())) == Died(
        "sent something that is no reply (an answer before the question)"
    )
    assert isinstance(session.call(Call("numerical_gradient", ())), Returned)


def test_replies_that_are_too_large_together_are_refused():
    with Crew() as crew:
        one = Session((FILES / "control_socket.py").read_bytes(), "bptt.py", ["bptt"], LIMITS, crew.take)
        one.load()
        answers = []
        for _ in range(3):
            answers.append(said(one, "three megabytes"))
            one.close()  # what the file said after its answer is another test
        one.close()

    assert [type(answer) for answer in answers] == [Returned, Returned, Died]
    assert answers[2] == Died(
        "sent something that is no reply (the file's replies are larger than 8388608 bytes together)"
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


# What a reply below 4 MiB can cost to rebuild

LENGTH = 4 << 20


def many(part: bytes, count: int = wire.MAX_VALUES - 1) -> bytes:
    """A list of the same thing again and again, as long as a reply may be."""
    count = min(count, (LENGTH - 5) // len(part))
    return b"l" + struct.pack("<I", count) + part * count


def an_array(*shape: int, dtype: int = 0, data: bytes = b"") -> bytes:
    return b"a" + bytes((dtype, len(shape))) + struct.pack(f"<{len(shape)}Q", *shape) + data


def a_text(data: bytes) -> bytes:
    return b"s" + struct.pack("<I", len(data)) + data


def entries(keys: Sequence[bytes]) -> bytes:
    return b"m" + struct.pack("<I", len(keys)) + b"".join(key + b"N" for key in keys)


SIX_BYTES = [a_text(b"%06d" % number) for number in range(wire.MAX_VALUES // 2 - 1)]
REFUSED = "refused"
DEARER = {
    "numbers": (many(b"d" + bytes(8)), None),
    "nothing, a hundred thousand times": (many(b"N"), None),
    "empty lists": (many(b"l" + bytes(4)), None),
    "tuples to the depth that is allowed": (many((b"t\1\0\0\0") * 14 + b"N", 6_000), None),
    "lists one deeper than allowed": (b"l\1\0\0\0" * 17 + b"N", REFUSED),
    "lists ten thousand deep": (b"l\1\0\0\0" * 10_000 + b"N", REFUSED),
    "tuples a million deep": (b"t\1\0\0\0" * (LENGTH // 5), REFUSED),
    "dicts a million deep": (b"m\1\0\0\0s\0\0\0\0" * (LENGTH // 10), REFUSED),
    "a list that claims more than there is": (b"l" + struct.pack("<I", 2**32 - 1) + b"N" * 1000, REFUSED),
    "lists that each claim all that is left": (many(b"l" + struct.pack("<I", LENGTH // 2)), REFUSED),
    "integers of 4096 bits": (many(b"I\0\2" + b"\x7f" * 512), None),
    "an integer of 524280 bits": (b"I\xff\xff" + b"\x7f" * 65535, REFUSED),
    "a dict of fifty thousand": (entries(SIX_BYTES), None),
    "a dict with one key twice": (entries([a_text(b"k")] * 2), REFUSED),
    "a dict whose key is a number": (entries([b"i" + bytes(8)]), REFUSED),
    "a dict whose key is a list": (entries([b"l" + bytes(4)]), REFUSED),
    "texts": (many(a_text(b"x")), None),
    "a text that takes four times its bytes": (a_text(b"x" * (LENGTH - 100) + "\U0001f600".encode()), None),
    "a text with a lone surrogate": (a_text(b"\xed\xa0\x80"), REFUSED),
    "a text in a longer form than needed": (a_text(b"\xc0\x80"), REFUSED),
    "chances": (many(b"r" + bytes(4)), None),
    "as many empty arrays as fit": (many(an_array(0)), REFUSED),
    "as many arrays as are allowed": (many(an_array(0), 24_000), None),
    "empty arrays of eight axes": (many(an_array(*[0] * 8)), REFUSED),
    "bools that are neither 0 nor 1": (many(an_array(1, dtype=11, data=b"\2"), 24_000), None),
    "scalar fields": (many(b"f" + an_array(0) * 3), REFUSED),
    "no elements on axes of 2**40": (an_array(0, 2**40, 2**40), REFUSED),
    "no elements on an axis of 2**64 - 1": (an_array(0, 2**64 - 1), REFUSED),
    "axes whose product is 0 modulo 2**64": (an_array(2**32, 2**32), REFUSED),
    "nine axes": (an_array(*[1] * 9, data=bytes(8)), REFUSED),
    "an array of an unknown dtype": (an_array(1, dtype=12, data=bytes(8)), REFUSED),
    "an array longer than its bytes": (an_array(3, data=bytes(16)), REFUSED),
    "an array shorter than its bytes": (an_array(1, data=bytes(16)), REFUSED),
    "NaN with a payload, and one that signals": (
        an_array(2, data=b"\1" * 6 + b"\xf8\x7f" + b"\1" * 6 + b"\xf0\x7f"),
        None,
    ),
    "a half-precision array of every value": (an_array(65536, dtype=2, data=bytes(range(256)) * 512), None),
    "an array as large as a reply": (an_array((LENGTH - 20) // 8, data=bytes((LENGTH - 20) // 8 * 8)), None),
}


@pytest.mark.parametrize(("payload", "outcome"), DEARER.values(), ids=DEARER)
def test_no_reply_is_dear_to_rebuild(payload, outcome):
    assert len(payload) <= LENGTH
    assert unpacked(payload) == outcome
    assert min(map(seconds_for, [payload] * 3)) < 0.5
    assert most_bytes_for(payload) < 32 << 20


def seconds_for(payload: bytes) -> float:
    begin = time.thread_time()
    unpacked(payload)
    return time.thread_time() - begin


def most_bytes_for(payload: bytes) -> int:
    tracemalloc.start()
    unpacked(payload)
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most_bytes


def unpacked(payload: bytes) -> str | None:
    try:
        wire.unpack(payload)
    except wire.WireError:
        return REFUSED
    return None


# The same by a puppet: any reply, without an interpreter's start for each


class Prompted(socket.socket):
    """Our end of a worker that knows what to say next, whatever it is asked."""

    def __init__(self, own: socket.socket, theirs: socket.socket, replies: Sequence[Any]) -> None:
        super().__init__(fileno=own.detach())
        self.theirs, self.replies = theirs, iter(replies)

    def sendall(self, question: object, flags: int = 0) -> None:
        self.theirs.sendall(wire.frame(next(self.replies)))


class Puppet:
    """A worker that says the given replies: the first by itself, the others when it is asked."""

    zygote = types.SimpleNamespace(command=[], last_words="", lost=False)

    def __init__(self, replies: Sequence[Any]) -> None:
        ours, self.theirs = socket.socketpair()
        self.control = Prompted(ours, self.theirs, replies)
        self.control.sendall(b"")

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
    monkeypatch.setattr("grader.sandbox.session._receive", lambda worker: wire.pack(("hello",)))

    with pytest.raises(MachineError) as caught:
        session.load()

    assert str(caught.value) == "the worker began with something else than `ready`\n  to do: report this"
