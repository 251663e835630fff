"""Solutions with one small thing changed: an operator, an index, a constant, a transpose, a term left out.

Whatever is changed, some check must see it. The ones that no check can see, because they compute the same, are listed
with the reason in tests/equivalent_mutants.yaml. libcst rewrites the tree and keeps the rest of the text as it was.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider


@dataclass(frozen=True)
class Mutant:
    """One changed solution.

    Attributes:
        function: The public function that was changed.
        line: The line in the solution.
        before: That line's code, without its comment.
        after: What stands there instead.
        source: The whole changed file.
    """

    function: str
    line: int
    before: str
    after: str
    source: str

    @property
    def name(self) -> str:
        """What it is called in lists: the change itself."""
        return f"{self.function}: `{self.before}` → `{self.after}`"


def mutants_of(source: str) -> list[Mutant]:
    """Return every mutant of a solution's public functions, each text once."""
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    positions = wrapper.resolve(PositionProvider)
    found: dict[str, Mutant] = {}
    for function in wrapper.module.body:
        if not isinstance(function, cst.FunctionDef):
            continue
        for node in _nodes(function.body):
            for variant in _variants(node):
                changed = _code(wrapper.module.deep_replace(node, variant))
                if changed != source and changed not in found and _compiles(changed):
                    found[changed] = _mutant(function.name.value, positions[node].start.line, source, changed)
    return list(found.values())


def _mutant(function: str, line: int, source: str, changed: str) -> Mutant:
    """The first line that differs is the one to show; a multi-line statement begins above it."""
    pairs = itertools.zip_longest(source.splitlines(), changed.splitlines(), fillvalue="")
    at, before, after = next((n, a, b) for n, (a, b) in enumerate(pairs, 1) if a != b)
    code, instead = (text.partition("  #")[0].strip() for text in (before, after))
    return Mutant(function, at or line, code, instead, changed)


def _code(tree: Any) -> str:
    return cst.ensure_type(tree, cst.Module).code


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _nodes(body: cst.BaseSuite) -> Iterator[cst.CSTNode]:
    """All nodes of a function's body but its docstring and the texts of its errors."""
    stack: list[cst.CSTNode] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[0], cst.Expr | cst.Raise):
            if isinstance(node.body[0], cst.Raise) or isinstance(node.body[0].value, cst.SimpleString):
                continue
        yield node
        stack.extend(reversed(node.children))


def _variants(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    match node:
        case cst.BinaryOperation():
            yield from _operations(node)
        case cst.UnaryOperation(operator=cst.Minus() | cst.Not(), expression=inner):
            yield inner
        case cst.Integer():
            yield from _integers(node)
        case cst.Float():
            yield cst.Float(repr(2 * float(node.value) or 1.0))
        case cst.Comparison(comparisons=[target]):
            yield from _comparisons(node, target)
        case cst.BooleanOperation():
            yield node.left
            yield node.right
        case cst.Attribute(attr=cst.Name("T"), value=inner):
            yield inner
        case cst.Call():
            yield from _calls(node)
        case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Name() as index))]):
            yield from (node.with_deep_changes(node.slice[0].slice, value=_moved(index, by)) for by in ("+", "-"))
        case cst.SimpleStatementLine(body=[cst.AugAssign() as assign]):
            yield from _accumulations(node, assign)
        case cst.If() | cst.IfExp():
            yield from (node.with_changes(test=cst.Name(value)) for value in ("True", "False"))
        case cst.Return(value=cst.Tuple(elements=elements)):
            yield from _swapped_returns(node, elements)


_OPERATORS: dict[type[cst.BaseBinaryOp], tuple[cst.BaseBinaryOp, ...]] = {
    cst.Add: (cst.Subtract(),),
    cst.Subtract: (cst.Add(),),
    cst.Multiply: (cst.Divide(),),
    cst.Divide: (cst.Multiply(),),
    cst.Power: (cst.Multiply(),),
    cst.FloorDivide: (cst.Divide(),),
}


def _operations(node: cst.BinaryOperation) -> Iterator[cst.CSTNode]:
    yield from (node.with_changes(operator=other) for other in _OPERATORS.get(type(node.operator), ()))
    yield _bracketed(node.left)  # the right term or factor is dropped
    yield _bracketed(node.right)
    if isinstance(node.operator, cst.MatrixMultiply | cst.Subtract | cst.Divide | cst.Power):
        yield node.with_changes(left=_bracketed(node.right), right=_bracketed(node.left))


def _bracketed(node: cst.BaseExpression) -> cst.BaseExpression:
    """An operand in its own brackets, so that it stays one operand wherever it is put."""
    if node.lpar or isinstance(node, cst.Name | cst.Attribute | cst.Subscript | cst.Call | cst.Integer | cst.Float):
        return node
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _integers(node: cst.Integer) -> Iterator[cst.CSTNode]:
    value = int(node.value, 0)
    yield cst.Integer(str(value + 1))
    if value > 0:
        yield cst.Integer(str(value - 1))


_COMPARISONS: dict[type[cst.BaseCompOp], tuple[cst.BaseCompOp, ...]] = {
    cst.LessThan: (cst.LessThanEqual(), cst.GreaterThan()),
    cst.LessThanEqual: (cst.LessThan(), cst.GreaterThan()),
    cst.GreaterThan: (cst.GreaterThanEqual(), cst.LessThan()),
    cst.GreaterThanEqual: (cst.GreaterThan(), cst.LessThan()),
    cst.Equal: (cst.NotEqual(),),
    cst.NotEqual: (cst.Equal(),),
}


def _comparisons(node: cst.Comparison, target: cst.ComparisonTarget) -> Iterator[cst.CSTNode]:
    for other in _COMPARISONS.get(type(target.operator), ()):
        yield node.with_changes(comparisons=[target.with_changes(operator=other)])


_FUNCTIONS = {"maximum": "minimum", "minimum": "maximum", "zeros": "ones", "ones": "zeros", "max": "min", "min": "max"}


def _calls(node: cst.Call) -> Iterator[cst.CSTNode]:
    """f(x) becomes x, f(x, y) becomes f(y, x), f(x, axis=0) becomes f(x), maximum becomes minimum."""
    positional = [argument for argument in node.args if argument.keyword is None]
    if len(node.args) == 1 and not isinstance(node.args[0].value, cst.Tuple | cst.GeneratorExp):
        yield _bracketed(node.args[0].value)
    if len(positional) == 2:
        first, second = positional
        swapped = [first.with_changes(value=second.value), second.with_changes(value=first.value)]
        yield node.with_changes(args=[*swapped, *node.args[2:]])
    for argument in node.args:
        if argument.keyword is not None:
            kept = [one for one in node.args if one is not argument]
            yield node.with_changes(args=[*kept[:-1], kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)])
    if isinstance(node.func, cst.Attribute) and node.func.attr.value in _FUNCTIONS:
        yield node.with_changes(func=node.func.with_changes(attr=cst.Name(_FUNCTIONS[node.func.attr.value])))


def _moved(index: cst.Name, by: str) -> cst.BinaryOperation:
    operator = cst.Add() if by == "+" else cst.Subtract()
    return cst.BinaryOperation(left=index, operator=operator, right=cst.Integer("1"))


def _accumulations(line: cst.SimpleStatementLine, assign: cst.AugAssign) -> Iterator[cst.CSTNode]:
    """`x += y` becomes `x = y`, `x -= y` and nothing at all."""
    yield line.with_changes(body=[cst.Assign([cst.AssignTarget(assign.target)], assign.value)])
    if isinstance(assign.operator, cst.AddAssign):
        yield line.with_changes(body=[assign.with_changes(operator=cst.SubtractAssign())])
    yield line.with_changes(body=[cst.Pass()])


def _swapped_returns(node: cst.Return, elements: Any) -> Iterator[cst.CSTNode]:
    values = [element.value for element in elements]
    for i in range(len(values) - 1):
        swapped = [*values[:i], values[i + 1], values[i], *values[i + 2 :]]
        parts = [element.with_changes(value=value) for element, value in zip(elements, swapped, strict=True)]
        yield node.with_deep_changes(cst.ensure_type(node.value, cst.Tuple), elements=parts)
