"""Numbers as people write them: 0.00515, 5.2×10⁻³, 5,15e-3, 0.9^50, 1/194, 0.515 %."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from grader.quiz.formula import NotAFormula, formula

_LONGEST = 100
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RAISED = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "‐": "-", "‑": "-", "×": "*", "·": "*", "⋅": "*", "∙": "*", "•": "*", "∗": "*"}
    | {"÷": "/", "⁄": "/", "∕": "/"}
)
_ABOUT = re.compile(r"^\s*(?:[≈~=≃≅]|about\s|ca\.?\s|roughly\s)+", re.IGNORECASE)
_GROUPED = re.compile(r"(?<![\d.,])([1-9]\d{0,2}(?:[,\u2009\u202f\u00a0 ]\d{3})+)(?![\d,])")
_UNIT = re.compile(
    r"(?<![\w.])(?!(?:log10|log|exp|sqrt|tanh)\b)[^\W\d_]+|(?<=\d)\s*(?!e[-+]?\d)[^\W\d_]+", re.IGNORECASE
)


@dataclass(frozen=True)
class Unread:
    """Why a text is not taken as a number, and how it could be written."""

    why: str


def read_number(text: str) -> float | Unread:
    """Return the number that a text stands for.

    >>> read_number("2×10⁻²"), read_number("5,15e-3"), read_number("0.515 %"), read_number("1/200")
    (0.02, 0.00515, 0.00515, 0.005)
    """
    if not text.strip():
        return Unread("nothing was written: a number is asked for")
    if len(text) > _LONGEST:
        return Unread(f"that is longer than {_LONGEST} characters: write a number")
    plain = _plain(text)
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain.lstrip("+-")):
        return Unread(
            f"`{text.strip()}` can be read in two ways: write the decimals after a point, and no thousands comma"
        )
    percent = plain.endswith("%")
    written = _as_formula(plain.removesuffix("%").strip())
    unit = _UNIT.search(written)
    if unit:
        return Unread(f"`{unit[0].strip()}` is not part of a number: write the number alone, without a unit")
    try:
        value = formula(written).value({})
    except NotAFormula:
        return Unread(f"`{text.strip()}` is not read as a number: write one like 0.00515, 5.15e-3, 0.9^50 or 1/194")
    return value / 100 if percent else value


def _plain(text: str) -> str:
    """The text with one kind of minus, times, over and digit; raised digits become powers."""
    powers = _RAISED.sub(lambda raised: f"^({raised[0].translate(_SUPERSCRIPTS)})", text)
    return _ABOUT.sub("", unicodedata.normalize("NFKC", powers.translate(_SIGNS)).translate(_SIGNS)).strip()


def _as_formula(plain: str) -> str:
    whole = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[1]), plain) if "." in plain or " " in plain else plain
    points = re.sub(r"(?<=\d),(?=\d)|(?<![\d.]),(?=\d)", ".", whole)
    times = re.sub(r"(?<=[\d.)])\s*[xX]\s*(?=[\d(])", "*", points)
    no_octals = re.sub(r"(?<![\w.])0+(?=\d)", "", times)
    return no_octals.replace("^", "**")


def close(given: float, right: float, rel: float, absolute: float) -> bool:
    """Whether |given − right| ≤ max(rel · |right|, absolute)."""
    return abs(given - right) <= max(rel * abs(right), absolute)


def shown(value: float, digits: int = 4) -> str:
    """Return a number as a text for people.

    >>> shown(0.0051537752), shown(20.0), shown(2.65e-14), shown(-1e7), shown(0.5)
    ('0.005154', '20', '2.65·10⁻¹⁴', '-1·10⁷', '0.5')
    """
    if value == 0 or 1e-4 <= abs(value) < 1e6:
        return f"{value:.{digits}g}" if abs(value) < 10**digits else f"{value:.0f}"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    kept = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{kept}·10{str(int(exponent)).translate(str.maketrans('0123456789-', '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'))}"
