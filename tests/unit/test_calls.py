"""Calls and answers as values: keys, descriptions, and calls made here on copies."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from grader import wire
from grader.calls import MAX_WARNINGS, Call, Raised, Returned, answer_in_process, describe, warning_texts

FIELD = wire.ScalarField(*np.ones((3, 2, 2)))


def test_equal_calls_have_equal_keys_whatever_objects_they_are_made_of():
    one = Call("f", (np.arange(3.0), 0.5))
    other = Call("f", (np.array([0.0, 1, 2]), 0.5))

    assert one.key == other.key


@pytest.mark.parametrize(
    "other",
    [
        Call("g", (np.arange(3.0), 0.5)),
        Call("f", (np.arange(3.0), 0.25)),
        Call("f", (np.arange(3.0),)),
        Call("f", (np.arange(3.0).reshape(3, 1), 0.5)),
        Call("f", (np.arange(3.0, dtype="f4"), 0.5)),
        Call("f", (np.array([-0.0, 1, 2]), 0.5)),
        Call("f", (np.arange(3.0), 0.5), driver="drawn"),
    ],
    ids=["name", "number", "count", "shape", "dtype", "minus zero", "driver"],
)
def test_a_call_that_differs_in_anything_has_another_key(other):
    assert Call("f", (np.arange(3.0), 0.5)).key != other.key


def test_asking_again_is_the_same_question():
    assert Call("f", (1.0,), again=True).key == Call("f", (1.0,)).key


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (np.zeros((6, 3)), "x (6, 3)"),
        (np.zeros((0, 3)), "x (0, 3)"),
        (np.zeros(1), "x (1,)"),
        (np.array(0.25), "x 0.25"),
        (1 / 3, "x 0.333333"),
        (5, "x 5"),
        ("last", "x 'last'"),
        (None, "x None"),
        ([np.zeros(2), 0.5], "x [(2,), 0.5]"),
        (FIELD, "x a function"),
    ],
)
def test_a_call_is_described_with_arrays_by_shape_and_numbers_by_value(value, shown):
    assert describe(Call("f", (value,)), ["x"]) == f"f({shown})"


def test_parameters_that_are_not_given_do_not_come_in_a_description():
    assert describe(Call("f", (1.0,)), ["x", "y"]) == "f(x 1)"


def test_a_call_made_here_cannot_change_the_callers_arguments():
    given = np.arange(3.0)

    def spoil(x, factor):
        x[0] = 9
        return x

    answer = answer_in_process(spoil, Call("spoil", (given, 0.5)))

    assert given.tolist() == [0, 1, 2]
    assert isinstance(answer, Returned)
    assert answer.value.tolist() == [9, 1, 2]
    assert {at: value.tolist() for at, value in answer.changed.items()} == {0: [9, 1, 2]}


def test_an_argument_that_is_left_alone_is_not_reported_as_changed():
    answer = answer_in_process(lambda x, y, f: x * y, Call("f", (np.arange(3.0), 2.0, FIELD)))

    assert answer.changed == {}


def test_the_sign_of_a_zero_is_a_change():
    def flip(x):
        x *= -1

    assert list(answer_in_process(flip, Call("f", (np.zeros(2),))).changed) == [0]


def test_an_exception_is_an_answer():
    def fail(x):
        raise KeyError("no such thing")

    assert answer_in_process(fail, Call("f", (1.0,))) == Raised("KeyError", "'no such thing'")


def test_warnings_are_part_of_an_answer_and_go_nowhere_else():
    answer = answer_in_process(lambda x: 1 / x, Call("f", (np.zeros(2),)))

    assert answer.warnings == ("RuntimeWarning: divide by zero encountered in divide",)


def test_a_few_warnings_are_kept_at_most():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for number in range(20):
            warnings.warn(f"number {number}", UserWarning, stacklevel=1)

    assert warning_texts(caught) == tuple(f"UserWarning: number {i}" for i in range(MAX_WARNINGS))
