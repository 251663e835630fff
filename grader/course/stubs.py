"""A stub is its solution with the answers taken out: lesson, imports, signatures and docstrings stay to the letter."""

from __future__ import annotations

import ast

from grader.errors import CourseError

_BODY = """    # TODO: write {name}, then run: grader check {exercise}
    raise NotImplementedError("not written yet")
"""


def stub_of(source: str, exercise: str) -> str:
    """Return the stub that a solution makes.

    What stays: the module docstring, imports, and every public function's decorators, signature and docstring.
    What goes: bodies, comments, private functions and constants.

    Raises:
        CourseError: A public function has no docstring, or there is none at all to learn from.
    """
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    parts = [_lesson(tree, lines, exercise)]
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    if imports:  # in one block, with the blank lines between them
        parts.append("".join(lines[imports[0].lineno - 1 : imports[-1].end_lineno]))
    parts += [
        _emptied(node, lines, exercise)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    head, *functions = ["\n".join(parts[:2]), *parts[2:]] if imports else parts
    return "\n\n".join([head, *functions])


def _lesson(tree: ast.Module, lines: list[str], exercise: str) -> str:
    if ast.get_docstring(tree) is None:
        raise CourseError(f"the solution of `{exercise}` has no lesson", todo="begin it with a docstring")
    return _text(lines, tree.body[0])


def _emptied(node: ast.FunctionDef, lines: list[str], exercise: str) -> str:
    if ast.get_docstring(node) is None:
        raise CourseError(
            f"`{node.name}` has no docstring to learn from",
            where=f"solutions/{exercise}.py:{node.lineno}",
            todo="say what it returns, with shapes",
        )
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    kept = "".join(lines[first - 1 : node.body[0].end_lineno])
    return kept + _BODY.format(name=node.name, exercise=exercise)


def _text(lines: list[str], node: ast.stmt) -> str:
    return "".join(lines[node.lineno - 1 : node.end_lineno])
