"""What an instructor would write to grade `bptt` with pytest: the same inputs, the same tolerance, no ideas named."""

# ruff: noqa: D103  a test's name is its sentence

import numpy as np
import pytest
from handed_in import INPUTS, RTOL, answers, assert_arguments_stay, assert_same_twice


@pytest.mark.parametrize("output", range(4), ids=["dW_xh", "dW_hh", "db", "dh0"])
@pytest.mark.parametrize("arguments", INPUTS["bptt"])
def test_gradients_agree(arguments, output):
    got, want = answers("bptt", arguments)
    np.testing.assert_allclose(got[output], want[output], rtol=RTOL, atol=0, strict=True)


def test_bptt_leaves_its_arguments_as_they_were():
    assert_arguments_stay("bptt", INPUTS["bptt"][0])


def test_bptt_gives_the_same_answer_twice():
    assert_same_twice("bptt", INPUTS["bptt"][0])


@pytest.mark.parametrize("arguments", INPUTS["numerical_gradient"])
def test_every_entry_is_the_central_difference(arguments):
    got, want = answers("numerical_gradient", arguments)
    f, w, *rest = arguments
    # f's own rounding over the step: what no central difference can avoid, and what grader allows, too.
    size = np.sum(np.abs(f.a)) + np.sum(np.abs(f.c * w)) ** 2
    slack = 8 * np.finfo(float).eps * size / (rest[0] if rest else 1e-5)
    np.testing.assert_allclose(got, want, rtol=RTOL, atol=slack, strict=True)


def test_numerical_gradient_leaves_w_as_it_was():
    assert_arguments_stay("numerical_gradient", INPUTS["numerical_gradient"][0])


@pytest.mark.parametrize("arguments", INPUTS["step_contributions"])
def test_every_share_agrees(arguments):
    got, want = answers("step_contributions", arguments)
    np.testing.assert_allclose(got, want, rtol=RTOL, atol=0, strict=True)
