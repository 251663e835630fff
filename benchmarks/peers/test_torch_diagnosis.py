"""What an instructor would write to grade `torch_diagnosis` with pytest: the same calls, built by the same drivers."""

# ruff: noqa: D103, S101  a test's name is its sentence, and asserts

import numpy as np
import pytest
from handed_in import INPUTS, LEARNER, SOLUTION, copies

from grader.inside import drivers

CALLS = [(name, driver, arguments) for name, calls in INPUTS.items() for driver, arguments in calls]
RTOL = 1e-5  # float32


def outcome(module, name, driver, arguments):
    function = getattr(module, name)
    try:
        return drivers.driver(driver)(function, *copies(arguments)) if driver else function(*copies(arguments))
    except Exception as error:
        return type(error).__name__


def assert_alike(got, want):
    if want is None or isinstance(want, str):
        assert got == want
    elif isinstance(want, list | tuple):
        for one, other in zip(got, want, strict=True):
            assert_alike(one, other)
    else:
        np.testing.assert_allclose(got, want, rtol=RTOL, atol=0)


@pytest.mark.parametrize(("name", "driver", "arguments"), CALLS)
def test_an_answer_agrees(name, driver, arguments):
    assert_alike(outcome(LEARNER, name, driver, arguments), outcome(SOLUTION, name, driver, arguments))
