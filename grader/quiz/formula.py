"""Formulas as data: + − * / **, parentheses, names and a few functions; nothing else can be written, nothing is run.

All numbers are floats from the start, so `9**9**9**9` overflows at once instead of filling the memory.
"""

from __future__ import annotations

import ast
import math
import operator
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_LONGEST = 200  # characters: the longest on a card has 60, and Python's parser nests safely that deep

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_UNARY: dict[type[ast.unaryop], Callable[[float], float]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}
FUNCTIONS: dict[str, Callable[[float], float]] = {
    "log10": math.log10,
    "log": math.log,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
}


class NotAFormula(ValueError):  # noqa: N818  it is caught where it becomes a mistake of a deck, or a refused answer
    """The text is no formula, or has no finite value; the message says why in half a line."""


@dataclass(frozen=True)
class Formula:
    """A text that was found to be a formula, and the names that it needs values for."""

    text: str
    tree: ast.expr
    names: frozenset[str]

    def value(self, params: Mapping[str, float]) -> float:
        """Return the formula's value.

        Raises:
            NotAFormula: It has no finite real value here.
        """
        try:
            value = _value(self.tree, params)
        except (ArithmeticError, ValueError) as error:
            raise NotAFormula(f"it cannot be computed: {error}") from error
        if not math.isfinite(value):
            raise NotAFormula("it is not finite")
        return value


def formula(text: str) -> Formula:
    """Return a text as a formula.

    Raises:
        NotAFormula: It is none, or uses what formulas here do not have.
    """
    if len(text) > _LONGEST:
        raise NotAFormula(f"it is longer than {_LONGEST} characters")
    try:
        with warnings.catch_warnings(action="ignore"):  # of "2or 3": Python's, and not for a learner's screen
            tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise NotAFormula("it does not read as a formula") from error
    return Formula(text.strip(), tree, frozenset(_names(tree)))


def _names(node: ast.expr) -> set[str]:
    """The names in a tree, every node of which must be one that we can compute."""
    match node:
        case ast.Constant(value=bool()) | ast.Constant(value=complex()):
            pass
        case ast.Constant(value=int()) | ast.Constant(value=float()):
            return set()
        case ast.Name(id=name):
            return {name}
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _UNARY:
            return _names(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _names(left) | _names(right)
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            return _names(argument)
    raise NotAFormula(f"`{ast.unparse(node)[:40]}` is not part of a formula here")


def _value(node: ast.expr, params: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.Name(id=name) if name in params:
            return float(params[name])
        case ast.UnaryOp(op=op, operand=operand):
            return _UNARY[type(op)](_value(operand, params))
        case ast.BinOp(left=left, op=op, right=right):
            value = _BINARY[type(op)](_value(left, params), _value(right, params))
            if isinstance(value, complex):  # a root of a negative number
                raise ValueError("it has no real value")
            return value
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return FUNCTIONS[name](_value(argument, params))
    raise ValueError(f"`{ast.unparse(node)[:40]}` has no value")
