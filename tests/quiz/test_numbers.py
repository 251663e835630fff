"""Numbers as people write them, formulas as authors write them, and what neither may do."""

from __future__ import annotations

import math
import warnings

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.quiz.formula import FUNCTIONS, NotAFormula, formula
from grader.quiz.numbers import Unread, close, read_number, shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.00515", 0.00515),
        ("5.15e-3", 0.00515),
        ("5.15E−3", 0.00515),
        ("5.15*10^-3", 0.00515),
        ("5.15·10⁻³", 0.00515),
        ("5.15 x 10^-3", 0.00515),
        ("5.15 × 10 ** -3", 0.00515),
        ("0.515%", 0.00515),
        ("0.515 %", 0.00515),
        ("5,15e-3", 0.00515),
        ("0,005", 0.005),
        (",5", 0.5),
        ("1/194", 1 / 194),
        ("0.9^50", 0.9**50),
        ("10⁻⁷", 1e-7),
        ("2⁻³", 0.125),
        ("−3", -3.0),
        ("- 3", -3.0),
        ("+3", 3.0),
        ("½", 0.5),
        ("≈ 0.3", 0.3),
        ("about 0.3", 0.3),
        ("5", 5.0),
        ("017", 17.0),
        ("1 000", 1000.0),
        ("1\u2009000\u2009000", 1e6),
        ("12,000.5", 12000.5),
        ("sqrt(2)/2", math.sqrt(2) / 2),
        ("1e-300", 1e-300),
        ("0", 0.0),
    ],
)
def test_a_number_is_read_as_it_was_meant(text: str, number: float):
    read = read_number(text)

    assert isinstance(read, float), read
    assert math.isclose(read, number, rel_tol=1e-12)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing was written"),
        ("  \t", "nothing was written"),
        ("3 ms", "`ms` is not part of a number: write the number alone, without a unit"),
        ("3ms", "without a unit"),
        ("10k", "without a unit"),
        ("half", "without a unit"),
        ("nan", "is not part of a number"),
        ("inf", "is not part of a number"),
        ("1,000", "can be read in two ways"),
        ("1 2", "is not read as a number"),
        ("0.5.3", "is not read as a number"),
        ("5%%", "is not read as a number"),
        ("1e400", "is not read as a number"),
        ("1/0", "is not read as a number"),
        ("(-8)^(1/3)", "is not read as a number"),
        ("9**9**9**9", "is not read as a number"),
        ("__import__('os')", "is not part of a number"),
        ("[1]", "is not read as a number"),
        ("1 if 1 else 2", "is not part of a number"),
        ("1" * 101, "longer than 100 characters"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(text: str, why: str):
    read = read_number(text)

    assert isinstance(read, Unread)
    assert why in read.why


@given(st.text(max_size=120) | st.text(alphabet="0123456789.,eE+-*/^()% ×⁻³x−", max_size=120))
@example("(" * 100)
@example("-" * 100)
@example("9^" * 49 + "9")
@example("1e" + "9" * 90)
@example("log(" * 20)
def test_any_text_is_a_finite_number_or_refused(text: str):
    read = read_number(text)

    assert isinstance(read, Unread) or math.isfinite(read)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300))
def test_a_number_as_python_writes_it_is_read_back(number: float):
    assert read_number(repr(number)) == number


@given(st.floats(min_value=1e-290, max_value=1e290))
def test_a_number_as_we_show_it_is_read_back_to_four_digits(number: float):
    read = read_number(shown(number))

    assert isinstance(read, float)
    assert close(read, number, 1e-3, 0)


@pytest.mark.parametrize(
    ("number", "text"),
    [(20, "20"), (0.5, "0.5"), (150, "150"), (123456, "123456"), (2.65e-14, "2.65·10⁻¹⁴"), (-1e7, "-1·10⁷"), (0, "0")],
)
def test_a_number_is_shown_as_one_writes_it(number: float, text: str):
    assert shown(number) == text


@pytest.mark.parametrize(
    ("given", "right", "rel", "absolute", "accepted"),
    [
        (0.00515, 0.9**50, 0.05, 0, True),
        (0.0, 0.9**50, 0.05, 0, False),
        (-(0.9**50), 0.9**50, 0.05, 0, False),
        (4.5, 0.9**50, 0.05, 0, False),
        (1e-22, 1.1e-22, 0.05, 0, False),
        (1e-22, 1.04e-22, 0.05, 0, True),
        (0.30, 0.33, 0, 0.05, True),
        (-1.04, -1, 0.05, 0, True),
    ],
)
def test_closeness_is_relative_however_small_the_number(
    given: float, right: float, rel: float, absolute: float, accepted: bool
):
    assert close(given, right, rel, absolute) is accepted


# Formulas


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("g ** n", 0.25),
        ("-g + 2 * (n - 1) / 4", 0.0),
        ("log10(1000)", 3.0),
        ("exp(log(g))", 0.5),
        ("sqrt(n * 2)", 2.0),
        ("tanh(0)", 0.0),
        ("1e-3", 0.001),
    ],
)
def test_a_formula_is_computed(text: str, value: float):
    assert math.isclose(formula(text).value({"g": 0.5, "n": 2}), value, rel_tol=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').getpid()",
        "().__class__",
        "g.real",
        "[g for g in (1, 2)]",
        "lambda: 1",
        "g if g else n",
        "g and n",
        "g < n",
        "g // n",
        "g % n",
        "g @ n",
        "g | n",
        "~n",
        "not g",
        "'1'",
        "f'{g}'",
        "True",
        "1j",
        "(g, n)",
        "exp(g, n)",
        "exp(x=g)",
        "abs(g)",
        "g := 1",
        "print(1)",
        "",
        "g g",
        "(" * 150,
        "\0",
    ],
)
def test_what_is_no_formula_is_refused(text: str):
    with pytest.raises(NotAFormula):
        formula(text)


@pytest.mark.parametrize("text", ["2or 3", "'\\d'"])
def test_what_python_thinks_of_a_spelling_does_not_reach_the_screen(text: str):
    with warnings.catch_warnings(record=True) as caught, pytest.raises(NotAFormula, match="is not part of a formula"):
        warnings.simplefilter("always")
        formula(text)
    assert not caught


@pytest.mark.parametrize(
    "text", ["9**9**9**9", "1e308 * 10", "1 / (g - g)", "log(0)", "sqrt(-1)", "(-1) ** 0.5", "exp(1e9)", "1e999", "k"]
)
def test_a_formula_without_a_finite_value_says_so(text: str):
    with pytest.raises(NotAFormula):
        formula(text).value({"g": 0.5})


ATOMS = st.sampled_from(["g", "n", "0", "1", "9", "0.5", "1e300"])
SIGNS = st.sampled_from(["+", "-", "*", "/", "**"])


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Formulas made from formulas."""
    binary = st.tuples(inner, SIGNS, inner).map(lambda parts: f"({''.join(parts)})")
    return binary | st.tuples(st.sampled_from(sorted(FUNCTIONS)), inner).map(lambda parts: f"{parts[0]}({parts[1]})")


@given(st.recursive(ATOMS, larger, max_leaves=12))
def test_any_formula_has_a_finite_value_or_is_refused(text: str):
    try:
        value = formula(text).value({"g": 0.9, "n": 50})
    except NotAFormula:
        return
    assert math.isfinite(value)
