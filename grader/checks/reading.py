"""Reading an answer: type, shape, dtype and finiteness, in that order, before anybody looks at a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.calls import Answer, BadValue, Died, Raised, Returned, TimedOut
from grader.checks.check import Subject
from grader.verdict import Finding, Status

Arrays = dict[str, np.ndarray]  # `grads[1]` for the second array of an output that is a list of arrays


def read(answer: Answer, expected: Returned, subject: Subject) -> Arrays | Finding:
    """Return the answer's outputs as arrays of the expected shapes, or the finding that says why there are none."""
    match answer:
        case Raised():
            return raised(answer, subject.function)
        case TimedOut(seconds, "call"):
            return _fatal(Status.TIMEOUT, f"still running after {seconds:g} s: a loop that does not end?")
        case TimedOut(seconds):
            return _fatal(Status.TIMEOUT, f"the file has used up its {seconds:g} s")
        case Died(how):
            return _fatal(Status.CRASHED, f"the process {how} during the call")
        case BadValue(what):
            return _failed(f"returned {what}, not {_wanted(subject, expected.value)}")
        case Returned(value):
            return _outputs(value, expected.value, subject)


def raised(answer: Raised, function: str) -> Finding:
    """Return the finding for an exception; a stub's NotImplementedError is "not written yet"."""
    where = f"line {answer.line}: {answer.source}" if answer.line else ""
    if answer.kind == "NotImplementedError":
        return Finding(Status.ERROR, f"`{function}` is not written yet", line=answer.line, unwritten=True)
    if answer.kind == "SystemExit":
        message = f"ended the program: sys.exit({answer.message})"
        return Finding(Status.CRASHED, message, where=where, line=answer.line)
    if answer.kind == "MemoryError":
        text = "asked for more memory than a file may use (MemoryError)"
    elif answer.kind == "EOFError":
        text = "asks for input, and nobody is there to answer (EOFError)"
    else:
        text = f"raised {answer.kind}: {answer.message}" if answer.message else f"raised {answer.kind}"
    return Finding(Status.ERROR, text, where=where, line=answer.line)


def _outputs(value: Any, expected: Any, subject: Subject) -> Arrays | Finding:
    names = subject.outputs
    if len(names) == 1:
        return _output(value, expected, names[0], subject)
    if not isinstance(value, tuple | list):
        return _failed(f"returned {kind_of(value)}, not {_wanted(subject, expected)}")
    if len(value) != len(names):
        return _failed(f"returned a tuple of {len(value)}, not of {len(names)}: {_listed(names)}")
    return _parts(value, expected, names, subject)


def _parts(value: Any, expected: Any, names: Sequence[str], subject: Subject) -> Arrays | Finding:
    arrays: Arrays = {}
    for name, part, wanted in zip(names, value, expected, strict=True):
        found = _output(part, wanted, name, subject)
        if isinstance(found, Finding):
            return found
        arrays |= found
    return arrays


def _output(value: Any, expected: Any, name: str, subject: Subject) -> Arrays | Finding:
    """Read one output; where ours is a list, it is a list of arrays of different shapes."""
    if not isinstance(expected, list):
        return _array(value, expected, name, subject)
    if not isinstance(value, list | tuple) or len(value) != len(expected):
        return _failed(f"{name} is {kind_of(value)}, not a list of {len(expected)}")
    return _parts(value, expected, [f"{name}[{i}]" for i in range(len(expected))], subject)


def _array(value: Any, expected: Any, name: str, subject: Subject) -> Arrays | Finding:
    if subject.exact and (value is None or expected is None or isinstance(expected, str)):
        return _exact(value, expected, name)
    array = as_array(value)
    if array is None:
        if value is None:
            return _failed(f"{name} is None: is a `return` missing?")
        return _failed(f"{name} is {kind_of(value)}, not {_kind_wanted(expected)}")
    wanted = np.asarray(expected)
    if wanted.dtype == bool and array.shape == () and array.item() not in (0, 1):
        return _failed(f"{name} is {array.item():.5g}, not True or False")
    if array.shape != wanted.shape:
        return _failed(f"{name} has shape {array.shape}, not {wanted.shape}")
    finite = np.isfinite(array)
    if not finite.all() and (unfit := ~finite & np.isfinite(wanted)).any():
        index = tuple(int(i) for i in np.argwhere(unfit)[0])
        return _failed(f"{entry(name, index)} is {array[index]}, not {wanted[index]:.5g}")
    return {name: array}


def _exact(value: Any, expected: Any, name: str) -> Arrays | Finding:
    if type(value) is type(expected) and value == expected:
        return {name: np.asarray(0.0)}
    shown = repr(value) if value is None or isinstance(value, str | int | float) else kind_of(value)
    return _failed(f"{name} is {shown[:60]}, not {expected!r}")


def as_array(value: Any) -> np.ndarray | None:
    """Return a number, array or (nested) list of numbers as an array; None for anything else."""
    if not _numbers_only(value):  # numpy would make one array of texts, as wide as the longest for each
        return None
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        return None
    return array if array.dtype.kind in "fiub" else None


def _numbers_only(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(map(_numbers_only, value))
    return isinstance(value, bool | int | float | np.ndarray | np.generic)


def kind_of(value: Any) -> str:
    """Return a value's kind with its article: "None", "a text", "a tuple of 3", "an array of shape (4, 5)"."""
    match value:
        case None:
            return "None"
        case str():
            return f"a text ({value[:40]!r})"
        case tuple() | list():
            return f"a {type(value).__name__} of {len(value)}"
        case np.ndarray():
            return f"an array of shape {value.shape}" if value.ndim else "a number"
        case bool() | int() | float():
            return "a number"
        case _:
            return f"a {type(value).__name__}"


def entry(name: str, index: tuple[int, ...]) -> str:
    """Return `dW_hh[2, 4]`, or the bare name of a number."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def _wanted(subject: Subject, expected: Any) -> str:
    if len(subject.outputs) > 1:
        return f"a tuple of {len(subject.outputs)}: {_listed(subject.outputs)}"
    return _kind_wanted(expected)


def _kind_wanted(expected: Any) -> str:
    if isinstance(expected, bool | np.bool_):
        return "True or False"
    shape = np.shape(expected)
    return f"an array of shape {shape}" if shape else "a number"


def _listed(names: tuple[str, ...]) -> str:
    return f"({', '.join(names)})"


def _failed(message: str) -> Finding:
    return Finding(Status.FAILED, message)


def _fatal(status: Status, message: str) -> Finding:
    return Finding(status, message, fatal=True)
