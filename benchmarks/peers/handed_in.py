"""What the peers' tests work on: a learner's file, the solution, and the inputs, as benchmarks.check names them.

The inputs are those of `grader check`, written to a file beforehand: making them costs pytest nothing. And the
learner's file is imported as it stands: what confines it in `grader check` costs pytest nothing, either.
"""

from __future__ import annotations

import importlib.util
import os
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from grader import wire

# The same tolerance as grader's, and as its own: relative, and nothing absolute for a vanished gradient to hide under.
RTOL = 1e-9


def _module(path: str) -> types.ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LEARNER = _module(os.environ["PEER_FILE"])
SOLUTION = _module(os.environ["PEER_SOLUTION"])
INPUTS: dict[str, list[tuple[Any, ...]]] = wire.unpack(Path(os.environ["PEER_INPUTS"]).read_bytes())


def answers(function: str, arguments: tuple[Any, ...]) -> tuple[Any, Any]:
    """Return the learner's answer and the solution's, each to a copy of the arguments of its own."""
    return getattr(LEARNER, function)(*copies(arguments)), getattr(SOLUTION, function)(*copies(arguments))


def assert_arguments_stay(function: str, arguments: tuple[Any, ...]) -> None:
    """Assert that a call leaves every array as it was."""
    given = copies(arguments)
    getattr(LEARNER, function)(*given)
    for after, before in zip(given, arguments, strict=True):
        if isinstance(before, np.ndarray):
            np.testing.assert_array_equal(after, before)


def assert_same_twice(function: str, arguments: tuple[Any, ...]) -> None:
    """Assert that a second call answers as the first did."""
    first, _ = answers(function, arguments)
    second, _ = answers(function, arguments)
    for one, other in zip(first, second, strict=True):
        np.testing.assert_allclose(one, other, rtol=RTOL, atol=0)


def copies(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return arguments that a call may change."""
    return tuple(one.copy() if isinstance(one, np.ndarray) else one for one in arguments)


def agree(name: str, function: Callable[..., Any]) -> None:
    """Assert all that test_rnn.py asserts of one function, wherever it was defined: in a notebook, say."""
    for arguments in INPUTS[name]:
        want = getattr(SOLUTION, name)(*copies(arguments))
        np.testing.assert_allclose(function(*copies(arguments)), want, rtol=RTOL, atol=0, strict=True)
    given = copies(INPUTS[name][0])
    answers = [function(*given) for _ in range(2)]
    np.testing.assert_allclose(*answers, rtol=RTOL, atol=0)
    for after, before in zip(given, INPUTS[name][0], strict=True):
        if isinstance(before, np.ndarray):
            np.testing.assert_array_equal(after, before)
