"""What an instructor would write to grade `rnn` with pytest: the same inputs, the same tolerance, no ideas named."""

# ruff: noqa: D103  a test's name is its sentence

import numpy as np
import pytest
from handed_in import INPUTS, RTOL, answers, assert_arguments_stay, assert_same_twice


@pytest.mark.parametrize("arguments", INPUTS["rnn_step"])
def test_a_step_agrees(arguments):
    got, want = answers("rnn_step", arguments)
    np.testing.assert_allclose(got, want, rtol=RTOL, atol=0, strict=True)


@pytest.mark.parametrize("arguments", INPUTS["rnn_forward"])
def test_every_state_agrees(arguments):
    got, want = answers("rnn_forward", arguments)
    np.testing.assert_allclose(got, want, rtol=RTOL, atol=0, strict=True)


@pytest.mark.parametrize("function", ["rnn_step", "rnn_forward"])
def test_arguments_stay_as_they_were(function):
    assert_arguments_stay(function, INPUTS[function][0])


@pytest.mark.parametrize("function", ["rnn_step", "rnn_forward"])
def test_the_same_answer_comes_twice(function):
    assert_same_twice(function, INPUTS[function][0])
