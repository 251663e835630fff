"""Files that get things right and wrong on purpose, each saying in its first line what must come of it.

The first line is a docstring::

    expect: right; free text
    expect: wrong, bptt.pairs_da_with_h_t; free text
    expect: wrong; why no idea is named

A file holds only the functions it is about, and only those are asked. Wrong means that some check falls short; every
idea named must be among those of the first check that does.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.proof.consistency import Problem
from grader.verdict import ExerciseResult

_EXPECTATION = re.compile(r"expect: (right|wrong)((?:, [a-z_]+\.\w+)*)(?:; .+)?\Z", re.DOTALL)


@dataclass(frozen=True)
class Submission:
    """One file and what it expects of the grader.

    Attributes:
        exercise: The exercise it was written for.
        path: Where it is.
        source: Its bytes.
        functions: The public functions it defines.
        right: Every check passes; else some check falls short.
        ideas: The misconceptions that must be named.
    """

    exercise: str
    path: Path
    source: bytes
    functions: frozenset[str]
    right: bool
    ideas: tuple[str, ...]


def read_submissions(root: Path, exercise: str) -> tuple[list[Submission], list[Problem]]:
    """Return an exercise's submissions below `root`, and the files that do not say what they expect."""
    found, problems = [], []
    for path in sorted((root / exercise).glob("*.py")):
        source = path.read_bytes()
        tree = ast.parse(source)  # ours: a fixture that does not parse is a mistake, not an attack
        match = _EXPECTATION.match(ast.get_docstring(tree) or "")
        if match is None:
            problems.append(
                Problem("does not begin with what it expects: `expect: right` or `expect: wrong, …`", str(path))
            )
            continue
        ideas = tuple(match[2].split(", ")[1:])
        found.append(Submission(exercise, path, source, _bound(tree), match[1] == "right", ideas))
    return found, problems


def _bound(tree: ast.Module) -> frozenset[str]:
    """Names that the file's top level defines or assigns."""
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    return frozenset(functions | {target.id for target in targets if isinstance(target, ast.Name)})


def submission_problems(submission: Submission, result: ExerciseResult) -> Iterator[Problem]:
    """Yield where a submission's result is not what it expects."""
    where = str(submission.path)
    if result.broken:
        yield Problem("a check of ours breaks on it", where)
    first = result.first_short
    if submission.right and not result.passed:
        what = first.finding.message if first else result.error
        yield Problem(f"is right and falls short: {first.title if first else ''}: {what}", where)
    if not submission.right and result.passed:
        yield Problem("is wrong and passes", where)
    if not submission.right and first is not None:
        named = {idea.id for idea in first.finding.ideas}
        yield from (
            Problem(f"shows `{id}` and is called {', '.join(sorted(named)) or 'nothing'}", where)
            for id in submission.ideas
            if id not in named
        )
