"""Pictures as SVG: well-formed, labelled in powers of ten, readable without colour and without eyes."""

from __future__ import annotations

import math
from xml.etree import ElementTree as Xml

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.record import picture_of
from grader.render.svg import picture_svg, power_of_ten
from grader.verdict import Picture

logarithms = st.lists(st.one_of(st.floats(-320, 320), st.just(-math.inf), st.just(math.nan)), min_size=1, max_size=300)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in Xml.fromstring(svg).iter("text")]


def test_axes_are_labelled_in_powers_of_ten():
    walk = tuple(np.linspace(0, -30, 61))
    labels = texts(picture_svg(Picture("log10 of dh", walk, walk, None, True)))

    assert [label for label in labels if label.startswith("10") and len(label) > 2] == [
        "10⁻³⁰",
        "10⁻²⁵",
        "10⁻²⁰",
        "10⁻¹⁵",
        "10⁻¹⁰",
        "10⁻⁵",
    ]
    assert "1" in labels
    assert "t" in labels


def test_a_flat_curve_is_not_drawn_as_a_mountain():
    svg = picture_svg(Picture("log10 of dh", (0.5, 0.500001, 0.5), (0.5, 0.5, 0.5), None, True))

    (yours,) = [
        path.get("d") for path in Xml.fromstring(svg).iter("path") if path.get("class") == "yours" and path.text is None
    ][:1]
    heights = {point.split(" ")[1] for point in yours.replace("M", "L").split("L")[1:]}
    assert len(heights) == 1


def test_zeros_and_infinities_stand_at_the_edges_and_say_so():
    svg = picture_svg(Picture("log10 of dh", (-math.inf, math.nan, 0.0), (-3.0, -1.0, 0.0), 1, True))

    assert [element.text for element in Xml.fromstring(svg).iter("title")] == ["exactly 0", "not finite"]


def test_curves_are_told_apart_without_colour():
    svg = Xml.fromstring(picture_svg(Picture("log10 of dh", (0.0, -1.0), (0.0, -2.0), 0, True)))

    rings = [element for element in svg.iter("circle") if "reference" in element.get("class", "")]
    crosses = [path for path in svg.iter("path") if path.get("class") == "yours ring"]
    assert len(rings) == len(crosses) == 2


def test_a_title_with_markup_stays_text():
    svg = picture_svg(Picture('<script>"&', (0.0, 1.0), (0.0, 2.0), 1, True, "<b>"))

    assert "<script>" not in svg
    assert Xml.fromstring(svg).get("aria-label") == '<script>"&: first wrong at <b> = 1, yours 10, the reference 1e+02'


def test_nothing_finite_is_no_picture():
    assert picture_svg(Picture("log10 of dh", (-math.inf,), (math.nan,), 0, True)) == ""


@given(got=logarithms, seed=st.integers(0, 100))
def test_every_picture_is_well_formed_and_inside_its_frame(got: list[float], seed: int):
    want = np.random.default_rng(seed).uniform(-300, 3, len(got))
    svg = Xml.fromstring(picture_svg(Picture("log10 of dh", tuple(got), tuple(want), len(got) - 1, True)))

    for circle in svg.iter("circle"):
        assert 0 <= float(circle.get("cx", "")) <= 640
        assert 0 <= float(circle.get("cy", "")) <= 260


@pytest.mark.parametrize(("exponent", "written"), [(0, "1"), (-7, "10⁻⁷"), (12, "10¹²")])
def test_powers_of_ten_are_written_as_people_write_them(exponent: int, written: str):
    assert power_of_ten(exponent) == written


def test_a_picture_survives_its_record_with_zeros_named():
    from grader.record import _picture

    picture = Picture("log10 of dh", (-math.inf, -3.25), (0.0, -1.5), 0, True, "layer")

    assert picture_of(_picture(picture)) == picture
