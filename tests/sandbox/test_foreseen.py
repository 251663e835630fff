"""Questions that are sent ahead: answered in their order, whatever happens to the one in the middle."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from grader.calls import Answer, Call, Died, Raised, Returned, TimedOut
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session

LIMITS = Limits(call_wall_seconds=1.0, load_wall_seconds=5, file_wall_seconds=100, memory_bytes=128 << 20)
SOURCE = b"""
import os

seen = 0


def count(x):
    global seen
    seen += 1
    print("asked", x)
    return seen


def large(x):
    import numpy as np
    return np.full(40_000, float(x[0]))


def odd(x):
    if x == "exit":
        os.write(1, b"leaving")
        os._exit(3)
    if x == "hang":
        while True:
            pass
    if x == "raise":
        raise ValueError(x)
    return x


def thief(x):
    "Answers, then reads the next questions off the socket and answers them, too."
    if x == 0:
        import struct
        size = struct.unpack("<I", os.read(3, 4))[0]
        os.read(3, size)
    return x
"""


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew() as crew:
        yield crew


@pytest.fixture
def session(crew: Crew) -> Iterator[Session]:
    session = Session(SOURCE, "ahead.py", ("count", "large", "odd", "thief"), LIMITS, crew.take)
    session.load()
    yield session
    session.close()


def in_turn(session: Session, calls: list[Call]) -> list[Answer]:
    """Make calls, each with all later ones foreseen."""
    return [session.call(call, calls[position + 1 :]) for position, call in enumerate(calls)]


def values(answers: list[Answer]) -> list[object]:
    return [answer.value if isinstance(answer, Returned) else type(answer) for answer in answers]


def test_foreseen_calls_are_answered_once_each_and_in_order(session):
    answers = in_turn(session, [Call("count", (number,)) for number in range(30)])

    assert values(answers) == list(range(1, 31))
    assert session.printed() == "".join(f"asked {number}\n" for number in range(30))


def printed_in_time(session: Session, text: str) -> bool:
    """Wait until the file has printed something."""
    for _ in range(1000):
        if text in session.printed():
            return True
        time.sleep(0.01)
    return False


def test_the_worker_goes_on_with_the_next_question_while_we_judge(session):
    calls = [Call("count", (number,)) for number in range(3)]

    session.call(calls[0], calls[1:])

    assert printed_in_time(session, "asked 2")


@pytest.mark.parametrize(("what", "kind"), [("exit", Died), ("hang", TimedOut), ("raise", Raised)])
def test_a_question_that_goes_wrong_costs_those_before_and_behind_it_nothing(session, what, kind):
    words = ["a", "b", what, "c", "d"]

    answers = in_turn(session, [Call("odd", (word,)) for word in words])

    assert values(answers) == ["a", "b", kind, "c", "d"]


def test_an_answer_that_was_given_before_the_end_counts(session):
    calls = [Call("odd", (word,)) for word in ("a", "b", "exit")]
    session.call(calls[0], calls[1:])
    assert printed_in_time(session, "leaving")

    answers = [session.call(calls[1], [calls[2], Call("odd", ("c",))]), session.call(calls[2])]

    assert values(answers) == ["b", Died]


def test_arguments_and_answers_that_fill_every_buffer_get_through(session):
    calls = [Call("large", (np.full(30_000, float(number)),)) for number in range(12)]

    answers = in_turn(session, calls)

    assert [answer.value[-1] for answer in answers if isinstance(answer, Returned)] == list(range(12))


def test_small_arguments_with_large_answers_get_through(session):
    answers = in_turn(session, [Call("large", (np.array([float(number)]),)) for number in range(24)])

    assert [answer.value[0] for answer in answers if isinstance(answer, Returned)] == list(range(24))


def test_once_the_files_time_is_up_nothing_foreseen_is_at_work_and_nothing_is_asked(crew):
    limits = replace(LIMITS, call_wall_seconds=5.0, file_wall_seconds=0.5)
    session = Session(SOURCE, "ahead.py", ("count", "odd"), limits, crew.take)
    session.load()

    answers = in_turn(session, [Call("odd", ("hang",)), *(Call("count", (number,)) for number in range(3))])
    session.close()

    assert values(answers) == [TimedOut] * 4
    assert session.printed() == ""


def test_answers_larger_than_a_narrow_socket_get_through(monkeypatch):
    """As macOS has it: one interpreter serves one file, through a socket that begins narrow."""
    pair = socket.socketpair

    def narrow() -> tuple[socket.socket, socket.socket]:
        ends = pair()
        for end in ends:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        return ends

    monkeypatch.setattr(socket, "socketpair", narrow)
    with Crew((), forks=False) as crew:
        session = Session(SOURCE, "ahead.py", ("large",), LIMITS, crew.take)
        session.load()
        answers = in_turn(session, [Call("large", (np.full(480, float(number)),)) for number in range(12)])
        session.close()

    assert [answer.value[0] for answer in answers if isinstance(answer, Returned)] == list(range(12))


def test_a_call_that_was_not_the_next_foreseen_is_a_bug_of_ours(session):
    calls = [Call("count", (number,)) for number in range(3)]
    session.call(calls[0], calls[1:])

    with pytest.raises(AssertionError, match="another call was foreseen"):
        session.call(calls[2])


def test_a_file_that_takes_a_question_off_the_socket_leaves_it_unanswered(session):
    calls = [Call("thief", (number,)) for number in range(3)]

    answers = in_turn(session, calls)

    assert any(isinstance(answer, TimedOut | Died) for answer in answers)


def test_a_call_that_was_not_foreseen_may_follow(session):
    foreseen = [Call("count", (number,)) for number in range(2)]
    in_turn(session, foreseen)

    assert values([session.call(Call("count", (7,)))]) == [3]
