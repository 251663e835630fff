"""Decay, spectrum, gates, and an answer beside the reference: laws that hold for every picture."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from grader.course.find import course_root
from grader.course.load import load_course
from grader.numeric.compare import first_difference
from grader.portrait.answer import beside_the_reference
from grader.portrait.curves import Look
from grader.portrait.decay import decay
from grader.portrait.gates import along_the_path, gates
from grader.portrait.spectrum import spectrum
from grader.portrait.weights import KINDS, Weights, draw, with_gain, with_radius
from grader.verdict import Picture

COURSE = load_course(course_root())
ROUNDING = 1e-9  # of sums of logarithms


def weights(kind: str = "orthogonal", cell: str = "rnn", radius: float = 0.9, hidden: int = 12) -> Weights:
    return with_radius(COURSE, draw(COURSE, kind, cell, hidden, 0), radius)


def agree(got, want) -> bool:
    return first_difference(np.asarray(got), np.asarray(want), limit=ROUNDING, axis=0) is None


# Decay


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "linear"])
@pytest.mark.parametrize("radius", [0.3, 0.9, 1.2])
def test_a_plain_networks_gradient_never_exceeds_its_bound(kind, activation, radius):
    portrait = decay(COURSE, weights(kind, radius=radius), activation, 60, 0, 1.0)
    measured, bound = portrait.panels[0].curves[:2]

    assert (measured.look, bound.look) == (Look.MEASURED, Look.BOUND)
    assert len(measured.y) == len(bound.y) == 61
    assert all(got <= most + ROUNDING for got, most in zip(measured.y, bound.y, strict=True))


@pytest.mark.parametrize("update_bias", [-3.0, 0.0, 3.0])
def test_a_grus_gradient_never_exceeds_its_bound(update_bias):
    measured, bound, _ = decay(COURSE, weights(cell="gru"), "tanh", 60, 0, update_bias).panels[0].curves

    assert all(got <= most + ROUNDING for got, most in zip(measured.y, bound.y, strict=True))


def test_an_lstms_gradient_stands_beside_its_forget_gates_which_are_no_bound():
    portrait = decay(COURSE, weights(cell="lstm"), "tanh", 60, 0, 1.0)
    measured, alone = portrait.panels[0].curves

    assert measured.y[-1] > alone.y[-1] + 1
    assert "no bound" in portrait.notes[1]


def test_without_recurrent_weights_an_lstm_has_no_other_way_than_its_forget_gates():
    none = Weights("none", np.zeros((4 * 1, 1)), "lstm")
    measured, alone = decay(COURSE, none, "tanh", 60, 0, 1.0).panels[0].curves

    assert agree(measured.y[1:], alone.y[1:])


def test_the_bound_goes_on_far_below_the_smallest_float():
    bound = decay(COURSE, weights(radius=0.1), "sigmoid", 2000, 0, 1.0).panels[0].curves[1]

    assert agree(bound.y[1:], [k * math.log10(0.025) for k in range(1, 2001)])


@pytest.mark.parametrize(("radius", "words"), [(0.9, "must vanish"), (1.1, "promises nothing")])
def test_the_notes_say_what_the_bound_promises(radius, words):
    assert words in decay(COURSE, weights(radius=radius), "tanh", 10, 0, 1.0).notes[1]


def test_eigenvalues_are_drawn_only_where_they_tell_another_story():
    def labels(kind: str) -> list[str]:
        return [curve.label for curve in decay(COURSE, weights(kind), "tanh", 5, 0, 1.0).panels[0].curves]

    assert len(labels("orthogonal")) == 2
    assert labels("gaussian")[2].startswith("eigenvalues")


# Gates


def test_the_path_through_gates_is_the_sum_of_their_logarithms():
    kept = np.random.default_rng(0).uniform(0.05, 0.95, (100, 3))

    want = np.cumsum(np.log10(kept)[::-1], axis=0).mean(axis=1)

    assert agree(along_the_path(COURSE, kept)[1:], want)


@pytest.mark.parametrize("steps", [1, 15, 16, 17, 2000])
def test_gates_that_stay_what_they_are_give_a_power(steps):
    logs = along_the_path(COURSE, np.full((steps, 2), 1e-9))

    assert logs[0] == 0
    assert agree(logs[1:], [-9.0 * k for k in range(1, steps + 1)])


def test_behind_a_gate_that_is_shut_nothing_is_left():
    kept = np.full((4, 1), 0.5)
    kept[1] = 0

    assert [math.isinf(log) for log in along_the_path(COURSE, kept)] == [False, False, False, True, True]


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_a_larger_bias_carries_further(cell):
    curves = gates(COURSE, weights(cell=cell), (-2.0, 0.0, 1.0, 4.0), 50, 0).panels[0].curves

    ends = [curve.y[-1] for curve in curves]
    assert ends == sorted(ends)
    assert len(curves) == 4


def test_the_notes_say_when_less_than_half_is_left():
    notes = gates(COURSE, weights(cell="lstm"), (0.0, 6.0), 100, 0).notes

    assert re.match(r"bias 0: less than half after [12] steps?, \S+ is left after 100$", notes[0])
    assert notes[1].endswith("is left after 100, more than half")


# Spectrum


@pytest.mark.parametrize(("cell", "size"), [("rnn", 12), ("gru", 12), ("lstm", 24)])
def test_the_spectrum_has_all_eigenvalues_and_singular_values(cell, size):
    plane, order = spectrum(COURSE, weights("gaussian", cell), "tanh", 0, 1.0).panels

    for panel in (plane, order):
        assert {len(curve.x) for curve in panel.curves if curve.look is Look.DOTS} == {size}
    assert order.curves[0].y == tuple(sorted(order.curves[0].y, reverse=True))


def test_eigenvalues_of_orthogonal_weights_lie_on_a_circle_and_their_singular_values_on_a_line():
    plane, order = spectrum(COURSE, with_gain(draw(COURSE, "orthogonal", "rnn", 12, 0), 0.7), "tanh", 0, 1.0).panels

    assert agree(np.hypot(plane.curves[0].x, plane.curves[0].y), np.full(12, 0.7))
    assert agree(order.curves[0].y, np.full(12, 0.7))


# An answer


def picture(first_wrong: int | None = 1) -> Picture:
    return Picture("log10 of the norm of dh", (-math.inf, -8.0, -1.0), (-9.0, -7.5, -1.0), first_wrong, True)


def test_an_answer_stands_beside_the_reference_with_a_mark_at_the_first_wrong_step():
    portrait = beside_the_reference(picture(), "bptt")
    (panel,) = portrait.panels

    assert [(curve.label, curve.y) for curve in panel.curves] == [
        ("yours", (-math.inf, -8.0, -1.0)),
        ("reference", (-9.0, -7.5, -1.0)),
    ]
    assert panel.title == "the norm of dh"
    assert (panel.mark.x, panel.mark.label) == (1.0, "t = 1, the first wrong step on the way back")
    assert portrait.notes == ("at t = 1 the norm of yours is 1e-08, that of the reference 3.2e-08",)


def test_an_answer_whose_norms_agree_has_no_mark():
    portrait = beside_the_reference(picture(None), "bptt")

    assert (portrait.panels[0].mark, portrait.notes) == (None, ())
