"""Read the index and the solutions. All problems of the index are collected; the first is not a wall."""

from __future__ import annotations

import ast
import importlib.util
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from grader.course.model import Course, Exercise
from grader.errors import CourseError

_FIELDS: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "title": str,
    "points": (int, float),
    "minutes": int,
    "difficulty": int,
    "needs": list,
}


def load_course(root: Path) -> Course:
    """Return the course at `root`.

    Raises:
        CourseError: The index cannot be read or contradicts itself; all its problems in one error.
    """
    index = root / "exercises" / "course.yaml"
    try:
        # The C loader when PyYAML was built with it: 10 times faster, same answers.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        content = yaml.load(index.read_bytes(), loader)  # noqa: S506  both loaders are safe ones
    except (OSError, yaml.YAMLError) as error:
        raise CourseError(f"the index cannot be read: {error}", where=str(index), todo="mend the file") from error
    entries = content.get("exercises") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not entries:
        raise CourseError("the index lists no exercises", where=str(index), todo="add a list `exercises`")
    problems = [problem for number, entry in enumerate(entries, 1) for problem in _entry_problems(number, entry)]
    problems += [] if problems else _order_problems([entry["name"] for entry in entries], entries)
    if problems:
        raise CourseError("; ".join(problems), where=str(index), todo="mend these entries")
    return Course(root, tuple(_exercise(entry) for entry in entries))


def _entry_problems(number: int, entry: object) -> list[str]:
    if not isinstance(entry, dict):
        return [f"entry {number} is not a mapping"]
    name = entry.get("name", f"entry {number}")
    missing = [f"`{name}` has no `{field}`" for field in _FIELDS if field not in entry]
    unknown = [f"`{name}` has an unknown field `{field}`" for field in entry if field not in _FIELDS]
    wrong = [
        f"`{name}`: `{field}` is {entry[field]!r}"
        for field, kind in _FIELDS.items()
        if field in entry and (not isinstance(entry[field], kind) or isinstance(entry[field], bool))
    ]
    return missing + unknown + wrong


def _order_problems(names: list[str], entries: list[dict[str, Any]]) -> list[str]:
    twice = [f"`{name}` is listed twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    needs = [
        f"`{entry['name']}` needs `{need}`, which does not come before it"
        for position, entry in enumerate(entries)
        for need in entry["needs"]
        if need not in names[:position]
    ]
    return twice + needs


def _exercise(entry: dict[str, Any]) -> Exercise:
    return Exercise(
        entry["name"],
        entry["title"],
        float(entry["points"]),
        entry["minutes"],
        entry["difficulty"],
        tuple(entry["needs"]),
    )


def solution_text(course: Course, name: str) -> str:
    """Return a solution's source.

    Raises:
        CourseError: It is missing or unreadable.
    """
    path = course.solution(name)
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(
            f"the solution of `{name}` cannot be read: {error}",
            where=str(path),
            todo="add or mend the file, or remove the exercise from course.yaml",
        ) from error


def load_solution(course: Course, name: str) -> types.ModuleType:
    """Return the solution as a module. Trusted code: never call this on a learner's file.

    Raises:
        CourseError: It is missing, or does not import.
    """
    path = course.solution(name)
    spec = importlib.util.spec_from_file_location(f"solution_of_{name}", path)
    try:
        assert spec is not None and spec.loader is not None, "a .py path has a loader"  # noqa: S101
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    except (OSError, SyntaxError, ImportError) as error:
        raise CourseError(
            f"the solution of `{name}` does not import: {error}",
            where=str(path),
            todo="add or mend the file, or remove the exercise from course.yaml",
        ) from error
    return module


def public_functions(module: types.ModuleType) -> dict[str, Callable[..., Any]]:
    """Return a solution's own public functions, in the order they are written."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, types.FunctionType) and value.__module__ == module.__name__ and not name.startswith("_")
    }


def parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names of a function's positional parameters."""
    code = function.__code__
    return code.co_varnames[: code.co_argcount]


@dataclass(frozen=True)
class Signature:
    """The positional parameters of a public function, and how many of them have no default."""

    parameters: tuple[str, ...]
    required: int


def signatures(course: Course, name: str) -> dict[str, Signature]:
    """Return the signatures of a solution's public functions from its text: nothing is run, nothing imported."""
    found = {}
    for node in ast.parse(solution_text(course, name)).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            names = tuple(argument.arg for argument in (*node.args.posonlyargs, *node.args.args))
            found[node.name] = Signature(names, len(names) - len(node.args.defaults))
    return found
