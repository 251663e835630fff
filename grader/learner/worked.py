"""A worked solution, and what to notice in it: its comments, which say why each line is as it is."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Worked:
    """A solution as it is read after one's own.

    Attributes:
        lesson: The first sentence of the lesson.
        code: Everything but the lesson, which stands at the top of the learner's file already.
        notices: Function ("" outside of any), line of code, and what to notice there.
    """

    lesson: str
    code: str
    notices: tuple[tuple[str, str, str], ...]


def worked(source: str) -> Worked:
    """Return the parts of a solution's text."""
    tree = ast.parse(source)
    lines = source.splitlines()
    first = tree.body[0]
    code = "\n".join(lines[first.end_lineno :]).strip("\n")
    return Worked((ast.get_docstring(tree) or "").split("\n\n")[0], code, tuple(_notices(tree, source)))


def _notices(tree: ast.Module, source: str) -> Iterator[tuple[str, str, str]]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for row, line, text in _comments(source):
        name = next((one.name for one in functions if one.lineno <= row <= (one.end_lineno or 0)), "")
        yield name, line, text


def _comments(source: str) -> Iterator[tuple[int, str, str]]:
    """Every comment with its row and its line of code: the one it ends, or the one below its block."""
    block: list[str] = []
    begun = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.line[: token.start[1]].strip():
            yield token.start[0], token.line[: token.start[1]].strip(), token.string.lstrip("# ")
        elif token.type == tokenize.COMMENT:
            begun = begun if block else token.start[0]
            block.append(token.string.lstrip("# "))
        elif block and token.type not in (tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
            yield begun, token.line.partition("\n")[0].strip(), " ".join(block)
            block = []
