"""The class's wrong gradients as a bundle: families computed from files that get it wrong on purpose."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from helpers import ROOT, grade_plain
from hypothesis import given
from hypothesis import strategies as st
from pages import TERMS, answer_of, facts_of, page_of

from grader.record import picture_of, record
from grader.render.report.bundle import (
    FAMILIES,
    LARGER,
    NOT_FINITE,
    SAME,
    SHIFTED,
    SMALLER,
    TRUNCATED,
    Bundles,
    bundle_svg,
    family_of,
)
from grader.submission import Student
from grader.verdict import Picture


def drawn(exercise: str, name: str) -> Iterator[dict[str, Any]]:
    """The checks of a wrong file that have a picture."""
    source = (ROOT / "tests" / "submissions" / exercise / f"{name}.py").read_text("utf-8")
    yield from (check for check in record(grade_plain(source, exercise))["checks"] if check["picture"])


@pytest.mark.parametrize(
    ("exercise", "name", "family"),
    [
        ("bptt", "truncated_after_ten_steps", TRUNCATED),
        ("bptt", "no_carry", TRUNCATED),
        ("bptt", "zeros_below_1e_8", TRUNCATED),
        ("jacobians", "norms_zero_for_early_steps", TRUNCATED),
        ("bptt", "carry_accumulates", LARGER),
        ("bptt", "shares_without_tanh_prime", LARGER),
        ("jacobians", "back_without_slope", LARGER),
        ("jacobians", "product_of_norms", LARGER),
        ("bptt", "sigmoid_prime", SMALLER),
        ("bptt", "shares_squared", SMALLER),
        ("bptt", "divides_by_steps", SHIFTED),
        ("jacobians", "root_mean_squares", SHIFTED),
        ("jacobians", "norms_in_half_precision", SAME),
    ],
)
def test_a_wrong_gradient_is_in_the_family_that_its_mistake_makes(exercise, name, family):
    pictures = [picture_of(check["picture"]) for check in drawn(exercise, name)]

    assert pictures
    assert {family_of(picture) for picture in pictures} == {family}


def picture(got: list[float], want: list[float]) -> Picture:
    return Picture("log10 of dh", tuple(got), tuple(want), 0, True)


def test_infinite_is_a_family_of_its_own_and_zero_where_zero_is_right_is_not_truncation():
    assert family_of(picture([math.nan, 1.0], [0.0, 1.0])) == NOT_FINITE
    assert family_of(picture([-math.inf, 1.0, 0.0], [-math.inf, 1.0, 0.0])) == SAME
    assert family_of(picture([-math.inf, math.nan], [0.0, 0.0])) == TRUNCATED
    assert family_of(picture([0.5], [0.0])) == SHIFTED


slopes = st.floats(-3, 3).filter(lambda slope: abs(slope) > 0.05)


@given(slope=slopes, steps=st.integers(3, 60), start=st.floats(-20, 20))
def test_a_factor_at_every_step_is_larger_or_smaller_whichever_way_the_reference_goes(slope, steps, start):
    want = [start - 0.3 * step for step in range(steps)]
    got = [value + slope * (steps - step) for step, value in enumerate(want)]

    assert family_of(picture(got, want)) == (LARGER if slope > 0 else SMALLER)


def test_equal_answers_are_one_curve_and_are_counted():
    bundles = Bundles()
    for _ in range(3):
        for check in drawn("bptt", "no_carry"):
            bundles.add("bptt", check, "each step stands alone")
    for check in drawn("bptt", "carry_accumulates"):
        bundles.add("bptt", check, "")

    (bundle,) = bundles.largest(["bptt"])

    assert (bundle.function, bundle.answers, len(bundle.curves)) == ("bptt", 4, 2)
    assert bundle.counted() == [(TRUNCATED, 3, "each step stands alone"), (LARGER, 1, "")]


def test_one_wrong_answer_is_named_as_people_say_it():
    source = (ROOT / "tests" / "submissions" / "bptt" / "no_carry.py").read_text("utf-8")
    answer = answer_of(record(grade_plain(source, "bptt", seed=TERMS["seed"])))
    students = [(Student(name, name), [answer]) for name in ("ann", "bo")]

    assert "(bptt, 1 wrong answer, 1 different)" in page_of(facts_of(students[0]))
    assert "(bptt, 2 wrong answers, 1 different)" in page_of(facts_of(*students))


def test_answers_to_other_inputs_are_not_drawn_over_this_reference():
    (check, *_) = drawn("bptt", "no_carry")
    other = check | {"picture": check["picture"] | {"want": [0.0] * len(check["picture"]["want"])}}
    bundles = Bundles()
    for one in (check, check, other):
        bundles.add("bptt", one, "")

    (bundle,) = bundles.largest(["bptt"])

    assert bundle.answers == 2


def test_a_state_over_time_is_no_gradient():
    bundles = Bundles()
    (check, *_) = drawn("bptt", "no_carry")
    bundles.add("bptt", check | {"picture": check["picture"] | {"backward": False}}, "")

    assert bundles.largest(["bptt"]) == []


def test_bundles_stand_in_the_order_of_the_exercises():
    bundles = Bundles()
    for exercise, name in (("bptt", "shares_squared"), ("bptt", "no_carry"), ("jacobians", "back_without_slope")):
        for check in drawn(exercise, name):
            bundles.add(exercise, check, "")

    found = [(one.exercise, one.function) for one in bundles.largest(["jacobians", "bptt"])]

    assert found == [("jacobians", "gradient_norms"), ("bptt", "bptt"), ("bptt", "step_contributions")]


def test_the_picture_has_a_line_for_each_curve_marks_zeros_and_says_the_families():
    bundles = Bundles()
    for name in ("no_carry", "no_carry", "sigmoid_prime"):
        for check in drawn("bptt", name):
            bundles.add("bptt", check, "")
    (bundle,) = bundles.largest(["bptt"])

    svg = Xml.fromstring(bundle_svg(bundle))

    lines = {path.get("class", ""): path for path in svg.iter("path") if "family" in path.get("class", "")}
    numbers = {FAMILIES.index(TRUNCATED) + 1, FAMILIES.index(SMALLER) + 1}
    assert set(lines) == {f"family family-{number}" for number in numbers}
    zeros = sum(value == -math.inf for curve in bundle.curves for value in curve)
    assert lines["family family-1"].get("d", "").count("h4") == zeros > 10
    widths = [float(lines[f"family family-{number}"].get("stroke-width", "0")) for number in sorted(numbers)]
    assert widths[0] > widths[1], "the line that more students gave is wider"
    assert sum(path.get("class") == "reference" for path in svg.iter("path")) == 1
    assert f"2 {TRUNCATED}; 1 {SMALLER}" in svg.get("aria-label", "")


def test_nothing_finite_is_no_picture():
    bundles = Bundles()
    zeros = {"title": "x", "got": ["zero"], "want": ["not finite"], "first_wrong": 0, "backward": True, "counts": "t"}
    bundles.add("bptt", {"id": "bptt.x", "function": "bptt", "title": "x", "picture": zeros}, "")

    assert bundle_svg(bundles.largest(["bptt"])[0]) == ""
