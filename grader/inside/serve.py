"""Load a learner's file, make the calls we are asked for, and say what came back. One frame in, one frame out."""

from __future__ import annotations

import ast
import functools
import io
import os
import sys
import tokenize
import types
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from grader import wire
from grader.inside import drivers

MAX_TEXT = 600  # characters of an exception's text or a source line
MAX_WARNINGS = 8


@dataclass(frozen=True)
class File:
    """A learner's file. Its name and lines are kept here because `__file__` and `__name__` are its own to change."""

    filename: str
    lines: list[str]
    module: types.ModuleType


def serve(control: int, report: Mapping[str, str]) -> None:
    """Answer requests on a socket until the other side hangs up; `report` says which layers are on."""
    _send(control, wire.frame(("ready", dict(report))))
    file = File("", [], types.ModuleType("nothing_loaded_yet"))
    while (asked := _receive(control)) is not None:
        request = wire.unpack(asked)
        if request[0] == "load":
            _, source, filename, functions = request
            fix_chance(source)
            file, problem = load(source, filename)
            bound = {name: about(file.module, name) for name in functions}
            _send(control, wire.frame(("loaded", problem, bound, _defined(file.module))))
        else:
            _send(control, _framed(call(file, request, asked)))


# Loading


def load(source: bytes, filename: str) -> tuple[File, tuple[Any, ...] | None]:
    """Run a file's top level and return the file and its first problem, if any.

    A statement that raises does not keep later ones from running: a function below a failing import can still be
    graded.
    """
    module = types.ModuleType(filename.removesuffix(".py"))
    file = File(filename, lines_of(source), module)
    module.__file__ = filename
    sys.modules[module.__name__] = module
    try:
        source.decode(_encoding(source))  # the parser does not look into comments; `python bptt.py` does
        code = compile(source, filename, "exec", dont_inherit=True)
    except Exception as error:  # SyntaxError and its kin, ValueError (NUL), MemoryError and RecursionError (depth)
        return file, _syntax_problem(error)
    try:
        exec(code, module.__dict__)  # noqa: S102  running learner code is what this process is for
        return file, None
    except BaseException as error:
        problem = ("raised", *_raised(error, file))
        stopped = _position(sys.exc_info()[2])
    for statement in _compiled_after(stopped, source, filename):
        with suppress(BaseException):
            exec(statement, module.__dict__)  # noqa: S102  as above
    return file, problem


def fix_chance(source: bytes) -> None:
    """Seed the generators that a file may draw from without seeding them, so that its verdict can be had again.

    Always with the same number: the seed of the inputs must not come here, where a file could print it. A file that
    does not name them pays nothing; numpy.random takes 15 ms to import where nobody has yet.
    """
    if b"random" in source:
        import random  # noqa: PLC0415  a millisecond of everybody's start

        random.seed(0)
        np.random.seed(0)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.default_generator.manual_seed(0)


def _position(trace: types.TracebackType | None) -> tuple[int, int]:
    """Line and column where a file's top level stopped: the second frame, below ours. Its code is the compiler's."""
    below = trace and trace.tb_next
    if below is None:
        return sys.maxsize, 0
    line, _, column, _ = next(islice(below.tb_frame.f_code.co_positions(), below.tb_lasti // 2, None))
    return line or sys.maxsize, column or 0


def _compiled_after(stopped: tuple[int, int], source: bytes, filename: str) -> Iterator[types.CodeType]:
    """Each top-level statement behind the one that raised as code of its own, `from __future__` flags carried along."""
    flags, behind = 0, False
    for statement in ast.parse(source, filename).body:
        code = compile(ast.Module([statement], []), filename, "exec", flags=flags, dont_inherit=True)
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            flags |= code.co_flags & _FUTURE_FLAGS
        if behind:
            yield code
        behind = behind or (statement.end_lineno or 0, statement.end_col_offset or 0) > stopped


_FUTURE_FLAGS = 0x1FE0000  # every CO_FUTURE_* bit of CPython 3.11 to 3.13


def lines_of(source: bytes) -> list[str]:
    """A file's lines as Python counts them: a form feed ends none. Only for showing, so nothing here may fail."""
    return io.TextIOWrapper(io.BytesIO(source), _encoding(source), "replace").read().split("\n")


def _encoding(source: bytes) -> str:
    """The encoding a source declares; UTF-8 when it declares none, or one that the parser will complain about."""
    try:
        name, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        b" ".decode(name)  # rot13 is known and still no encoding of texts
        return name
    except (SyntaxError, LookupError, UnicodeError):
        return "utf-8"


def _syntax_problem(error: Exception) -> tuple[Any, ...]:
    if isinstance(error, SyntaxError):
        text = (error.text or "").rstrip("\n")
        return ("syntax", type(error).__name__, _cut(str(error.msg)), error.lineno or None, _cut(text))
    if isinstance(error, UnicodeDecodeError):
        line = bytes(error.object)[: error.start].count(b"\n") + 1
        return ("syntax", "UnicodeDecodeError", _cut(_text(error)), line, "")
    return ("syntax", type(error).__name__, _cut(_text(error)), None, "")


def about(module: types.ModuleType, name: str) -> tuple[Any, ...]:
    """Say what a name is bound to: (kind, line, type name, positional parameters, required ones, takes *args)."""
    if name not in module.__dict__:
        return ("missing", None, "", [], 0, False)
    value = module.__dict__[name]
    kind = type(value).__name__[:80]
    if isinstance(value, type):
        return ("class", _class_line(value), kind, [], 0, False)
    if isinstance(value, types.FunctionType):
        code = value.__code__
        parameters = list(code.co_varnames[: code.co_argcount])
        required = len(parameters) - len(value.__defaults__ or ())
        return ("function", code.co_firstlineno, kind, parameters, required, bool(code.co_flags & 0x04))
    return ("callable" if callable(value) else "value", None, kind, [], 0, True)


def _class_line(value: type) -> int | None:
    lines = [
        member.__code__.co_firstlineno for member in vars(value).values() if isinstance(member, types.FunctionType)
    ]
    return min(lines, default=None)


def _defined(module: types.ModuleType) -> list[str]:
    """The file's own functions, to suggest a near name from."""
    names = [name for name, value in module.__dict__.items() if isinstance(value, types.FunctionType)]
    return names[:200]


# Calling


def call(file: File, request: tuple[Any, ...], asked: bytes) -> tuple[Any, ...]:
    """Make one call and return the reply: returned or raised.

    Args:
        file: Whose function.
        request: ("call", function, arguments, driver).
        asked: Its bytes, which say after the call what the arguments were before.
    """
    _, function, arguments, driver = request
    try:
        # numpy's default settings, whatever the file's top level did to them; a function may still use np.errstate.
        with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn", under="ignore"):
            warnings.simplefilter("always")
            called = file.module.__dict__[function]
            if driver:
                called = functools.partial(drivers.driver(driver), called)
            value = called(*wire.prepared(arguments))
    except BaseException as error:
        return ("raised", *_raised(error, file))
    return ("returned", value, _changed(request, asked), _warnings(caught))


def _framed(reply: tuple[Any, ...]) -> bytes:
    """The reply's frame; a value that cannot travel makes it another reply."""
    try:
        return wire.frame(reply)
    except BaseException as error:  # hostile values may raise anything when they are looked at
        return wire.frame(("bad", _cut(_text(error))))


def _changed(request: tuple[Any, ...], asked: bytes) -> dict[str, Any]:
    """Arguments whose bytes are not what they were, by position."""
    if wire.pack(request) == asked:
        return {}
    return {
        str(position): argument
        for position, (argument, old) in enumerate(zip(request[2], wire.unpack(asked)[2], strict=True))
        if wire.pack(argument) != wire.pack(old)
    }


def _warnings(caught: list[warnings.WarningMessage]) -> list[str]:
    return [_cut(f"{one.category.__name__}: {one.message}") for one in caught[:MAX_WARNINGS]]


def _raised(error: BaseException, file: File) -> tuple[Any, ...]:
    """(class name, text, last line of the learner's file on the way, that line's text)."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file.filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    source = file.lines[line - 1].strip() if line and line <= len(file.lines) else ""
    return (type(error).__name__[:80], _cut(_text(error)) + _rebound(error, file), line, _cut(source))


def _rebound(error: BaseException, file: File) -> str:
    """What "'int' object has no attribute 'zeros'" does not say: that `np = 3` was written somewhere above."""
    for name in ("np", "numpy"):
        value = file.module.__dict__.get(name, np)
        if isinstance(error, AttributeError) and error.obj is value and value is not np:
            kind = type(value).__name__[:80]
            return f"; the file binds `{name}` to a value of type {kind}, so it is numpy no longer"
    return ""


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # a learner's exception class may raise in its own __str__
        return ""


def _cut(text: str) -> str:
    return text[:MAX_TEXT]


# The wire. read and write, not recv and send: a child has no socket call left.


def _send(control: int, frame: bytes) -> None:
    left = memoryview(frame)
    while left:
        left = left[os.write(control, left) :]


def _receive(control: int) -> bytes | None:
    """Return the bytes of one value, or None when the other side hung up."""
    head = _exactly(control, 4)
    return None if head is None else _exactly(control, wire.frame_length(head))


def _exactly(control: int, size: int) -> bytes | None:
    """Return `size` bytes, or None when the other side hung up."""
    pieces = []
    while size:
        piece = os.read(control, min(size, 1 << 20))
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
