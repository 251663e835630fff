"""Weights of the user's choice: drawn as asked, or read from a file that may hold anything."""

from __future__ import annotations

import io

import numpy as np
import pytest

from grader.course.find import course_root
from grader.course.load import load_course
from grader.errors import WorkspaceError
from grader.portrait.weights import KINDS, draw, read, with_gain, with_radius

COURSE = load_course(course_root())


def saved(array: object) -> bytes:
    content = io.BytesIO()
    np.save(content, np.asarray(array), allow_pickle=True)
    return content.getvalue()


def archived(array: np.ndarray) -> bytes:
    content = io.BytesIO()
    np.savez(content, array)
    return content.getvalue()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("cell", "blocks"), [("rnn", 1), ("lstm", 4), ("gru", 3)])
def test_every_block_has_the_radius_that_was_asked_for(kind, cell, blocks):
    weights = with_radius(COURSE, draw(COURSE, kind, cell, 6, 0), 0.7)

    radii = [np.abs(np.linalg.eigvals(block)).max() for block in np.split(weights.matrix, blocks)]
    assert max(abs(radius / 0.7 - 1) for radius in radii) < 1e-12
    assert weights.name == f"{kind} weights of radius 0.7"


def test_a_seed_draws_the_same_weights_and_another_seed_draws_others():
    first, again, other = (draw(COURSE, "gaussian", "rnn", 5, seed).matrix for seed in (1, 1, 2))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_file_is_taken_as_it_is():
    matrix = np.array([[0.9, 5.0], [0.0, 0.9]])

    weights = read(saved(matrix), "C.npy", "rnn")

    assert (weights.name, weights.hidden) == ("C.npy", 2)
    assert np.array_equal(weights.matrix, matrix)


@pytest.mark.parametrize("dtype", ["<f4", ">f8", "i2", "u1"])
def test_real_numbers_of_every_size_and_order_are_taken(dtype):
    assert read(saved(np.eye(3, dtype=dtype)), "I.npy", "rnn").matrix.dtype == np.float64


FILES = {
    "nan": (saved([[np.nan]]), "holds NaN, infinities"),
    "infinite": (saved([[np.inf]]), "holds NaN, infinities"),
    "enormous": (saved([[1e200]]), "beyond 1e+100"),
    "complex": (saved([[1j]]), "holds complex128, not real numbers"),
    "text": (saved([["a"]]), "holds <U1, not real numbers"),
    "truth": (saved([[True]]), "holds bool, not real numbers"),
    "object": (saved(np.array([[{}]], dtype=object)), "is not an array that numpy.save wrote"),
    "oblong": (saved(np.zeros((3, 4))), "holds an array of shape (3, 4)"),
    "vector": (saved(np.zeros(3)), "holds an array of shape (3,)"),
    "none": (saved(np.zeros((0, 0))), "holds an array of shape (0, 0)"),
    "too_large": (saved(np.zeros((513, 513))), "holds an array of shape (513, 513)"),
    "archive": (archived(np.eye(2)), "is an archive of arrays"),
    "empty": (b"", "is not an array that numpy.save wrote"),
    "junk": (b"hello", "is not an array that numpy.save wrote"),
    "half_a_header": (saved(np.eye(2))[:40], "is not an array that numpy.save wrote"),
    "half_the_data": (saved(np.eye(9))[:300], "is not an array that numpy.save wrote"),
    "a_lie": (saved(np.eye(2)).replace(b"(2, 2)", b"(9**9,"), "is not an array that numpy.save wrote"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_does_not_fit_is_refused_in_words(name):
    content, words = FILES[name]

    with pytest.raises(WorkspaceError) as refused:
        read(content, "W.npy", "rnn")

    assert refused.value.what.startswith("`W.npy` ")
    assert words in refused.value.what
    assert refused.value.todo


def test_a_gated_cell_wants_its_blocks_one_below_the_other():
    with pytest.raises(WorkspaceError) as refused:
        read(saved(np.eye(3)), "W.npy", "lstm")

    assert (
        refused.value.todo
        == "save one of shape (4H, H), the blocks i, f, g, o one below the other, with H from 1 to 512"
    )
    assert read(saved(np.zeros((12, 3))), "W.npy", "lstm").hidden == 3


def test_a_radius_of_zero_cannot_be_scaled_and_an_overflow_is_said():
    nilpotent = read(saved([[0.0, 2.0], [0.0, 0.0]]), "B.npy", "rnn")

    with pytest.raises(WorkspaceError, match="all eigenvalues are 0"):
        with_radius(COURSE, nilpotent, 0.9)
    with pytest.raises(WorkspaceError, match="grow beyond"):
        with_gain(read(saved([[1e99]]), "W.npy", "rnn"), 1e6)


def test_a_name_with_control_characters_cannot_reach_a_figure():
    assert read(saved([[1.0]]), "a\x1b[2J\ud800.npy", "rnn").name == "a?[2J?.npy"
