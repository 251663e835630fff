"""A notebook as Python: its functions, and what they need; outputs, magics and experiments stay behind."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.batch.tree import RefusedError

_LANGUAGES = ("python", "ipython")
# `%%time` and its like run their cell as Python; every other cell magic hands it to something else.
_RUNS_PYTHON = re.compile(r"%%(time|timeit|prun|capture|memit|mprun)\b")


def python_of(content: bytes) -> bytes:
    """Return the Python that the functions of a notebook need, in the order of its cells.

    Kept: functions, classes, lambdas with a name, and every import and assignment that they use, directly or through
    one another. A plot or an endless experiment below them is nobody's answer. A cell that does not parse is kept when
    it defines something, so that the learner is told where; else it is left out.

    Raises:
        RefusedError: It is not a notebook in Python.
    """
    pieces = [piece for number, cell in enumerate(_cells(content), 1) for piece in _pieces(cell, number)]
    needed = _needed(pieces)
    text = "".join(f"# cell {piece.cell}\n{piece.text}\n" for piece in pieces if piece in needed)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise RefusedError("bad_notebook", "its code holds characters that are not text", "save it again") from error


# The file


def _cells(content: bytes) -> list[str]:
    """The code of every code cell, nbformat 3 and 4."""
    notebook = _parsed(content)
    language = _language(notebook)
    if language and not language.startswith(_LANGUAGES):
        raise RefusedError("bad_notebook", f"it is a notebook in {language[:40]}", "ask for Python")
    cells = notebook.get("cells")
    if cells is None:  # nbformat 3
        sheets = notebook.get("worksheets")
        cells = [cell for sheet in _dicts(sheets) for cell in _dicts(sheet.get("cells"))]
    code = [cell for cell in _dicts(cells) if cell.get("cell_type") == "code"]
    return [_text(cell.get("source", cell.get("input"))) for cell in code]


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError, MemoryError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        why = f"it is not JSON{where}"
        raise RefusedError("bad_notebook", why, "open it in Jupyter, save it, and hand it in again") from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells", notebook.get("worksheets")), list):
        raise RefusedError("bad_notebook", "it has no cells", "open it in Jupyter, save it, and hand it in again")
    return notebook


def _language(notebook: dict[str, Any]) -> str:
    metadata = notebook.get("metadata")
    if not isinstance(metadata, dict):
        return ""
    for key, field in (("language_info", "name"), ("kernelspec", "language")):
        value = metadata.get(key)
        if isinstance(value, dict) and isinstance(value.get(field), str):
            return str(value[field]).lower()
    return ""


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(source: object) -> str:
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source.replace("\r\n", "\n") if isinstance(source, str) else ""


# Magics

# What matters for knowing where a statement begins: strings, comments, brackets, ends of lines.
_PIECES = re.compile(
    r"""(?P<text>(?s:\"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)|'''(?:\\.|[^\\])*?(?:'''|\Z))"""
    r"""|"(?:\\(?s:.)|[^"\\\n])*"?|'(?:\\(?s:.)|[^'\\\n])*'?)"""
    r"""|(?P<comment>\#[^\n]*)|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<joined>\\\n)|(?P<end>\n)""",
    re.VERBOSE,
)


def without_magics(cell: str) -> str:
    """Return a cell with IPython's magics, shell lines and questions as comments."""
    first = cell.lstrip()
    if first.startswith("%%"):
        if not _RUNS_PYTHON.match(first):
            return "".join(f"# {line}\n" for line in cell.splitlines())
        line, _, rest = first.partition("\n")
        return f"# {line}\n{without_magics(rest)}"
    lines = []
    at = 0
    while at < len(cell):
        end = _statement_end(cell, at)
        statement = cell[at:end]
        if _is_magic(statement):
            end = _line_end(cell, at)
            statement = _as_comment(cell[at:end])
        lines.append(statement)
        at = end
    return "".join(lines)


def _is_magic(statement: str) -> bool:
    """Say whether a logical line is IPython's and not Python's. No expression: they backtrack."""
    line = statement.partition("\n")[0].strip()
    if line.startswith(("%", "!", "?")):
        return True
    if line.endswith("?"):  # np.tanh? opens its help; in Python a ? stands in comments and strings only
        return not any(char in line for char in "#'\"")
    target, equals, value = line.partition("=")
    value = value.lstrip()
    assigned = value.startswith("!") or (value.startswith("%") and value[1:2].isalpha())
    return bool(equals) and assigned and not any(char in target for char in "#'\"(<>!%")


def _statement_end(cell: str, at: int) -> int:
    """Where the logical line that begins here ends."""
    depth = 0
    for found in _PIECES.finditer(cell, at):
        kind = found.lastgroup
        depth += (kind == "open") - (kind == "close")
        if kind == "end" and depth <= 0:
            return found.end()
    return len(cell)


def _line_end(cell: str, at: int) -> int:
    """Where a magic ends: a backslash goes on in the next line, brackets do not."""
    while True:
        end = cell.find("\n", at)
        if end < 0:
            return len(cell)
        if not cell[at:end].endswith("\\"):
            return end + 1
        at = end + 1


def _as_comment(magic: str) -> str:
    """`pass` stands for it: it may be all that a block has."""
    indent = re.match(r"[ \t]*", magic)
    space = indent[0] if indent else ""
    first, *more = magic.strip().splitlines()
    return "".join([f"{space}pass  # {first}\n", *(f"{space}# {line.strip()}\n" for line in more)])


# What the functions need


@dataclass(frozen=True)
class _Piece:
    """One statement of one cell: what it binds and what it uses."""

    cell: int
    number: int
    text: str
    binds: frozenset[str]
    uses: frozenset[str]
    wanted: bool


def _pieces(source: str, cell: int) -> Iterator[_Piece]:
    text = without_magics(source)
    try:
        with warnings.catch_warnings(action="ignore"):  # an escape like "\\d" is the learner's business
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        defines = re.search(r"^[ \t]*(?:async[ \t]+)?(?:def|class)\b", text, re.MULTILINE) is not None
        yield _Piece(cell, 0, text, frozenset(), frozenset(), defines)
        return
    lines = text.splitlines(keepends=True)
    for number, node in enumerate(tree.body):
        yield _Piece(cell, number, _lines_of(node, lines), _bound(node), _used(node), _is_function(node))


def _lines_of(node: ast.stmt, lines: list[str]) -> str:
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
    last = node.end_lineno or node.lineno
    return "".join(lines[first - 1 : last])


def _is_function(node: ast.stmt) -> bool:
    named = isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda)
    return named or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def _bound(node: ast.stmt) -> frozenset[str]:
    """Names that a statement of the top level sets or changes."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return frozenset((node.name,))
    names: set[str] = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            names.add(one.id)
        elif isinstance(one, ast.alias):
            names.add((one.asname or one.name).split(".")[0])
        elif isinstance(one, ast.FunctionDef | ast.ClassDef):
            names.add(one.name)
        elif isinstance(one, ast.Subscript | ast.Attribute) and isinstance(one.ctx, ast.Store):
            names.update(_root(one))
    return frozenset(names)


def _root(node: ast.expr) -> Iterator[str]:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def _used(node: ast.stmt) -> frozenset[str]:
    return frozenset(one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))


def _needed(pieces: list[_Piece]) -> set[_Piece]:
    """The functions, and whatever binds a name that something needed uses."""
    binding: dict[str, list[_Piece]] = {}
    for piece in pieces:
        for name in piece.binds:
            binding.setdefault(name, []).append(piece)
    needed = {piece for piece in pieces if piece.wanted}
    waiting = list(needed)
    while waiting:
        for name in waiting.pop().uses:
            for piece in binding.pop(name, []):
                if piece not in needed:
                    needed.add(piece)
                    waiting.append(piece)
    return needed
