"""Mathematics as it is said aloud, for a screen reader that skips what it cannot name."""

from __future__ import annotations

import re

_SIGNS = {
    "∂": "partial ",
    "∇": "gradient of ",
    "∏": "product of ",
    "∑": "sum of ",
    "Σ": "sum of ",
    "√": "square root of ",
    "∞": "infinity",
    "≤": " at most ",
    "≥": " at least ",
    "<": " less than ",
    ">": " greater than ",
    "≈": " about ",
    "≠": " not equal to ",
    "=": " equals ",
    "×": " times ",
    "·": " times ",
    "⊙": " times, element by element, ",
    "→": " to ",
    "←": " from ",
    "∈": " in ",
    "−": " minus ",
    "±": " plus or minus ",
    "′": " prime",
    "ᵀ": " transposed",
    "…": " and so on ",
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "Δ": "delta ",
    "ε": "epsilon",
    "η": "eta",
    "θ": "theta",
    "λ": "lambda",
    "μ": "mu",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "ω": "omega",
}
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿᵏᵗ", "0123456789-+nkt")
_SUBSCRIPT = str.maketrans("₀₁₂₃₄₅₆₇₈₉₋₊ₜₖₙₕ", "0123456789-+tknh")
_POWERS = {"2": " squared", "3": " cubed", "-1": " inverse"}


def spoken(text: str) -> str:
    """Return a text with its mathematics in words; line breaks stay.

    >>> spoken("‖∂h_T/∂h_k‖₂ ≤ 0.9²⁰")
    'norm of partial h sub T over partial h sub k, end norm, sub 2 at most 0.9 to the power 20'
    """
    return "\n".join(" ".join(_line(line).split()).replace(" ,", ",") for line in text.split("\n"))


def _line(text: str) -> str:
    text = re.sub(r"/(?=∂)", " over ", text)
    text = re.sub(r"‖([^‖]*)‖", r"norm of \1, end norm, ", text)
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿᵏᵗ]+", lambda found: _power(found[0].translate(_SUPERSCRIPT)), text)
    text = re.sub(r"\^\{?([\w-]+)\}?", lambda found: _power(found[1]), text)
    text = re.sub(r"[₀₁₂₃₄₅₆₇₈₉₋₊ₜₖₙₕ]+", lambda found: f" sub {found[0].translate(_SUBSCRIPT)}", text)
    text = re.sub(r"(?<=[^\W_])_(?:\{([^}]*)\}|([A-Za-z0-9]+))", lambda found: _index(found[1] or found[2]), text)
    return "".join(_SIGNS.get(char, char) for char in text)


def _index(index: str) -> str:
    return f" sub {re.sub('[-−]', ' minus ', index)} "


def _power(exponent: str) -> str:
    return _POWERS.get(exponent, f" to the power {exponent.replace('-', 'minus ')}") + " "
