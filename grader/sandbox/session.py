"""One learner's file in a worker: load it, call its functions, survive whatever it does."""

from __future__ import annotations

import shlex
import signal
import socket
import time
import unicodedata
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from grader import wire
from grader.calls import MAX_WARNINGS, Answer, BadValue, Call, Died, Raised, Returned, TimedOut
from grader.errors import MachineError
from grader.sandbox.launch import Child, Worker
from grader.sandbox.limits import Limits
from grader.sandbox.tiers import missing, strangers_welcome, tier_of

Clock = Callable[[], float]


@dataclass(frozen=True)
class Bound:
    """What a name in the learner's file is bound to.

    Attributes:
        kind: function, callable (np.vectorize and the like), class, value, or missing.
        type_name: The class name of what is bound.
        parameters: Names of the positional parameters of a function.
        required: How many of them have no default.
        variadic: It takes *args, or we cannot see.
    """

    kind: str
    line: int | None
    type_name: str
    parameters: tuple[str, ...]
    required: int
    variadic: bool


@dataclass(frozen=True)
class Loaded:
    """What loading found.

    Attributes:
        problem: The first thing that went wrong at the top level; it may leave functions usable.
        functions: For each name that was asked for, what it is bound to.
        defined: The file's own functions, for suggestions.
    """

    problem: SyntaxProblem | Raised | TimedOut | Died | None
    functions: Mapping[str, Bound] = field(default_factory=dict)
    defined: tuple[str, ...] = ()


@dataclass(frozen=True)
class SyntaxProblem:
    """The file is not Python: SyntaxError, TabError, a NUL byte, text that does not decode."""

    kind: str
    message: str
    line: int | None
    source: str


class _EndedError(Exception):
    """The worker is of no more use; `why` is what the learner's side did."""

    def __init__(self, why: TimedOut | Died) -> None:
        super().__init__(str(why))
        self.why = why


class _GoneError(MachineError):
    """The zygote ended, and its child with it, or the child before it was ready. Worth another try."""


class Session:
    """One file, in one worker after another.

    `tier` says how confined they are, once one was there (grader.sandbox.tiers). `killed` says that one was ended by a
    SIGKILL that was not ours: by a machine without memory, as a rule, and hardly ever by the file.

    Args:
        source: The file's bytes; never parsed on this side.
        filename: What tracebacks call it.
        functions: The names that will be asked for.
        limits: How much it may use.
        take: Returns a started worker.
        preloads: Modules that are imported before the file meets its limits.
        clock: Seconds that only go forward.
        trusted: The file is by somebody one trusts: it is run even where nothing confines it.
    """

    def __init__(
        self,
        source: bytes,
        filename: str,
        functions: Sequence[str],
        limits: Limits,
        take: Callable[[], Worker],
        preloads: Sequence[str] = (),
        clock: Clock = time.monotonic,
        trusted: bool = True,
    ) -> None:
        self.tier = ""
        self.killed = False
        self._trusted = trusted
        self._load = ("load", source, filename, list(functions))
        self._preloads = tuple(preloads)
        self._limits = limits
        self._take = take
        self._clock = clock
        self._worker: Child | None = None
        self._asked: deque[Call] = deque()  # of this worker, and not answered yet
        self._gone = False  # the last one's zygote
        self._left = limits.file_wall_seconds
        self._left_bytes = _MAX_REPLIES_BYTES
        self._printed: list[bytes] = []

    def load(self) -> Loaded:
        """Run the file's top level in a fresh worker.

        Raises:
            MachineError: The worker did not come up.
        """
        try:
            return self._loaded_anew()
        except _GoneError:  # killed from outside, by a machine without memory: another one, once
            return self._loaded_anew()

    def call(self, call: Call, foreseen: Sequence[Call] = ()) -> Answer:
        """Make one call; a dead worker is replaced first.

        Args:
            call: What to ask. Where calls were foreseen, the next of them.
            foreseen: What will be asked after it, in order. The worker has the first few at once and does not wait
                while we judge; when one of them ends it, the others were never asked.

        Raises:
            MachineError: No worker came up.
        """
        try:
            return self._called(call, foreseen)
        except _GoneError:
            return self._called(call, foreseen)

    def printed(self) -> str:
        """Return what the file printed so far, in all its workers, cut at the limit and safe to show."""
        so_far = [*self._printed, self._worker.printed()] if self._worker else self._printed
        kept = b"".join(so_far)[: self._limits.output_bytes]
        return printable(kept.decode("utf-8", "replace"))

    def close(self) -> None:
        """End the worker. `printed` still answers."""
        worker, self._worker = self._worker, None
        self._asked.clear()
        if worker is not None:
            worker.kill()
            self._keep_printed(worker)

    # Below: the worker's life.

    def _loaded_anew(self) -> Loaded:
        self._retire()
        again, self._worker = bool(self._printed), self._ready()
        try:
            reply = self._ask(lambda: wire.frame(self._load), self._limits.load_wall_seconds)
            loaded = _loaded(reply, self._load[3])
            if again:  # its top level has printed before
                self._worker.forget_printed()
            return loaded
        except _EndedError as ended:
            return Loaded(ended.why)
        except wire.WireError as error:
            self._retire()
            return Loaded(Died(f"sent something that is no reply ({error})"))

    def _called(self, call: Call, foreseen: Sequence[Call]) -> Answer:
        if self._left <= 0:
            self._retire()  # it may be at work on what was foreseen
            return TimedOut(self._limits.file_wall_seconds, "file")
        if self._worker is None:
            again = self._loaded_anew()
            if self._worker is None:  # it loaded before and does not now
                return again.problem if isinstance(again.problem, TimedOut | Died) else Died("did not load again")
        seconds = call.wall_seconds or self._limits.call_wall_seconds
        try:
            reply = self._ask(lambda: self._questions(call, foreseen), seconds)
            self._asked.popleft()
            return _answer(reply, len(call.arguments))
        except _EndedError as ended:
            return ended.why
        except wire.WireError as error:
            self._retire()
            return Died(f"sent something that is no reply ({error})")

    def _questions(self, call: Call, foreseen: Sequence[Call]) -> bytes:
        """Return the frames to send: the call's, unless it is on its way, and further ones while few are.

        Never so many bytes that a worker who waits until we take its answers could keep us from sending.
        """
        known = len(self._asked)
        if not known:
            self._asked.append(call)
        assert self._asked[0] is call, "another call was foreseen"  # noqa: S101  as above: every later answer would be wrong
        if known <= _MOST_AHEAD // 2:
            room = _MOST_BYTES_AHEAD - sum(len(one.key) for one in self._asked)
            for one in islice(foreseen, len(self._asked) - 1, _MOST_AHEAD - 1):
                room -= len(one.key)
                if room < 0:
                    break
                self._asked.append(one)
        return b"".join(wire.framed(one.key) for one in islice(self._asked, known, None))

    def _ready(self) -> Child:
        worker = self._take().begin(self._preloads, self._limits)
        worker.control.settimeout(_START_SECONDS)
        try:
            reply = wire.unpack(_receive(worker))
        except (OSError, EOFError, wire.WireError) as error:
            how = _how(worker.end(_DYING_SECONDS))
            said = worker.zygote.last_words or type(error).__name__
            worker.release()
            raise _GoneError(
                f"the worker {how} before it was ready: {said}",
                where=shlex.join(worker.zygote.command),
                todo="grader doctor says what this machine gives",
            ) from error
        match reply:
            case (str() as word, dict() as report) if word == "ready":
                self.tier = tier_of(report)
                if self._trusted or strangers_welcome(self.tier):
                    return worker
                trouble = _unconfined(report)
            case _:
                trouble = MachineError("the worker began with something else than `ready`", todo="report this")
        worker.end()
        worker.release()
        raise trouble

    def _ask(self, request: Callable[[], bytes], seconds: float) -> Any:
        """Send frames and return the next reply, within its own limit and what is left of the file's."""
        worker = self._worker
        assert worker is not None, "load first"  # noqa: S101  our own order of calls, not an input
        start = self._clock()
        allowed = min(seconds, self._left)
        if allowed <= 0:
            self._retire()  # it may be at work on what was foreseen
            raise _EndedError(TimedOut(self._limits.file_wall_seconds, "file"))
        try:
            if not self._asked:
                _must_be_silent(worker)
            worker.control.settimeout(allowed)
            with suppress(ConnectionError):  # it ended; what it answered before can still be read
                worker.control.sendall(request())
            return wire.unpack(self._reply(worker, start + allowed))
        except TimeoutError:
            self._retire()
            of = "call" if allowed == seconds else "file"
            limit = seconds if of == "call" else self._limits.file_wall_seconds
            raise _EndedError(TimedOut(limit, of)) from None
        except (OSError, EOFError):
            code = self._retire(_DYING_SECONDS)
            self.killed |= code == -signal.SIGKILL
            if self._gone:
                raise _GoneError(
                    f"the worker's parent {_how(worker.zygote.close())}: {worker.zygote.last_words or 'from outside'}",
                    where=shlex.join(worker.zygote.command),
                    todo="make memory free, then run the same command again",
                ) from None
            raise _EndedError(Died(_how(code))) from None
        finally:
            self._left -= self._clock() - start

    def _reply(self, worker: Child, deadline: float) -> bytes:
        """Return the next reply's bytes, unless the file has said more than any file has to say."""
        reply = _receive(worker, deadline, self._clock)
        self._left_bytes -= len(reply)
        if self._left_bytes < 0:
            raise wire.WireError(f"the file's replies are larger than {_MAX_REPLIES_BYTES} bytes together")
        return reply

    def _retire(self, patience_seconds: float = 0.0) -> int:
        """End the worker and keep what it printed; patience lets one that is dying finish, to learn how."""
        worker, self._worker = self._worker, None
        self._asked.clear()
        if worker is None:
            return 0
        code = worker.end(patience_seconds)
        self._gone = worker.zygote.lost
        self._keep_printed(worker)
        return code

    def _keep_printed(self, worker: Child) -> None:
        left = self._limits.output_bytes - sum(map(len, self._printed))
        self._printed.append(worker.printed()[:left])
        worker.release()


_MAX_TEXT = 1000  # characters of a message or a source line
_MAX_PARTS = 200  # names in a list
_MAX_LINE = 1 << 21  # a source has at most 2**20 bytes, so no more lines than that
_DYING_SECONDS = 0.5  # for a process that hung up to end by itself, so that we hear how
_MAX_REPLY_BYTES = 4 << 20  # an answer is kilobytes
_MAX_REPLIES_BYTES = 8 << 20  # kept until the file is done, as up to 17 times as much; honest: 2.7 MB in 15 replies
_MOST_AHEAD = 8  # questions on their way: enough that nobody waits, few to lose
_MOST_BYTES_AHEAD = 32 << 10  # a socket holds six times as much
_START_SECONDS = 60.0  # an interpreter and numpy, on the slowest disk seen; torch takes 2 s here


def _must_be_silent(worker: Child) -> None:
    """A file that has answered before it was asked is no honest one. It may have hung up, and that is heard later."""
    worker.control.settimeout(0)
    with suppress(BlockingIOError):
        if worker.control.recv(1, socket.MSG_PEEK):
            raise wire.WireError("an answer before the question")


def _receive(worker: Child, deadline: float | None = None, clock: Clock = time.monotonic) -> bytes:
    """Return the bytes of the next reply. EOFError when the other side hung up, TimeoutError at the deadline."""

    def exactly(size: int) -> bytes:
        data = bytearray(size)  # filled in place: a list of drops would take more than they hold
        left = memoryview(data)
        while left:
            if deadline is not None:
                seconds = deadline - clock()
                if seconds <= 0:
                    raise TimeoutError
                worker.control.settimeout(seconds)
            got = worker.control.recv_into(left)
            if not got:
                raise EOFError
            left = left[got:]
        return bytes(data)

    length = wire.frame_length(exactly(4))
    if length > _MAX_REPLY_BYTES:
        raise wire.WireError(f"a reply of {length} bytes is larger than {_MAX_REPLY_BYTES}")
    return exactly(length)


def _unconfined(report: Mapping[str, str]) -> MachineError:
    return MachineError(
        f"nothing on this machine keeps strangers' files from harm; missing: {missing(report)}",
        todo="`grader doctor` says how to get it; for a class whose files you trust, add --trusted-class",
    )


def _how(code: int) -> str:
    """An exit code in words that follow "the process"."""
    if code >= 0:
        return f"exited with code {code}"
    try:
        return f"was killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"was killed by signal {-code}"


# Replies. Their shape is checked like any other claim from over there.


# A word is compared only once it is known to be a text (`str() as word`): an array answers `==` with an array.


def _loaded(reply: Any, asked: Sequence[str]) -> Loaded:
    match reply:
        case (str() as word, problem, dict() as functions, list() as defined) if word == "loaded":
            if set(functions) == set(asked):
                bounds = {name: _bound(functions[name]) for name in asked}
                return Loaded(_problem(problem), bounds, tuple(map(_identifier, defined[:_MAX_PARTS])))
    raise wire.WireError("not a reply to `load`")


def _problem(said: Any) -> SyntaxProblem | Raised | None:
    match said:
        case None:
            return None
        case (str() as word, str() as kind, str() as message, line, str() as source) if word == "syntax":
            return SyntaxProblem(_identifier(kind), _shown(message), _line_number(line), _shown(source))
        case (str() as word, *raised) if word == "raised":
            return _raised(raised)
    raise wire.WireError("not a problem")


def _bound(said: Any) -> Bound:
    match said:
        case (
            str() as kind,
            line,
            str() as of,
            list() as names,
            int() as required,
            bool() as variadic,
        ):
            if kind in {"function", "callable", "class", "value", "missing"}:
                parameters = tuple(map(_identifier, names[:_MAX_PARTS]))
                return Bound(kind, _line_number(line), _identifier(of), parameters, required, variadic)
    raise wire.WireError("not a binding")


def _answer(reply: Any, arguments: int) -> Answer:
    match reply:
        case (str() as word, value, dict() as changed, list() as texts) if word == "returned":
            positions = {_position(key, arguments): after for key, after in changed.items()}
            return Returned(value, positions, tuple(map(_line, texts[:MAX_WARNINGS])))
        case (str() as word, *raised) if word == "raised":
            return _raised(raised)
        case (str() as word, str() as what) if word == "bad":
            return BadValue(_line(what))
    raise wire.WireError("not a reply to `call`")


def _raised(said: list[Any]) -> Raised:
    match said:
        case [str() as kind, str() as message, line, str() as source]:
            return Raised(_identifier(kind), _shown(message), _line_number(line), _shown(source))
    raise wire.WireError("not an exception")


def _position(key: str, arguments: int) -> int:
    if not (key.isascii() and key.isdecimal() and len(key) < 4 and int(key) < arguments):
        raise wire.WireError("not an argument's position")
    return int(key)


def _line_number(line: Any) -> int | None:
    if line is None or (type(line) is int and 0 < line < _MAX_LINE):
        return line
    raise wire.WireError("not a line's number")


def _identifier(text: Any) -> str:
    if type(text) is not str:
        raise wire.WireError("not a name")
    return _line(text)[:80]


def _line(text: Any) -> str:
    if type(text) is not str:
        raise wire.WireError("not a text")
    return " ".join(_shown(text).split())


def _shown(text: str) -> str:
    """Cut first: our worker cuts at 600 characters, and 64 MiB of them would take seconds to look through."""
    return printable(text[:_MAX_TEXT])


def printable(text: str) -> str:
    r"""Return learner-controlled text without control, format (bidirectional) and surrogate characters.

    >>> printable("a\x1b[31mred\u202e, b\tc")
    'a[31mred, b\tc'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
