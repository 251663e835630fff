"""Three hints for every function: a question, the equation to look at, almost the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from grader.course.load import signatures
from grader.course.model import Course
from grader.errors import CourseError

LEVELS = ("a question", "the equation to look at", "almost the code")

Hints = tuple[str, str, str]
_Defect = tuple[str, str]  # what, to do


def load_hints(course: Course, exercise: str) -> dict[str, Hints]:
    """Return the hints of an exercise's functions, in the order of its solution.

    Raises:
        CourseError: The file cannot be read, or says too little or too much; all its defects in one error.
    """
    path = course.root / "exercises" / "hints" / f"{exercise}.yaml"
    said = _content(path)
    functions = tuple(signatures(course, exercise))
    defects = [*_strangers(said, functions, exercise), *(one for name in functions for one in _short(said, name))]
    if defects:
        raise CourseError(
            "; ".join(what for what, _ in defects),
            where=str(path),
            todo="; ".join(dict.fromkeys(todo for _, todo in defects)),
        )
    return {name: said[name] for name in functions}


def _content(path: Path) -> dict[str, Any]:
    """What the file says, if it is a mapping at all; its values are still to be looked at."""
    try:
        # The C loader when PyYAML was built with it, as for the index.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        content = yaml.load(path.read_bytes(), loader)  # noqa: S506  both loaders are safe ones
    except FileNotFoundError as error:
        raise CourseError("there are no hints", where=str(path), todo="write three for every function") from error
    except (OSError, yaml.YAMLError) as error:
        raise CourseError(f"the hints cannot be read: {error}", where=str(path), todo="mend the file") from error
    if not isinstance(content, dict):
        raise CourseError("the file is no mapping", where=str(path), todo="write `function:` and three texts below it")
    return {name: tuple(texts) if isinstance(texts, list) else texts for name, texts in content.items()}


def _strangers(said: Iterable[object], functions: tuple[str, ...], exercise: str) -> Iterator[_Defect]:
    for name in said:
        if name not in functions:
            yield f"`{name}` is no function of solutions/{exercise}.py", "rename or remove what belongs to no function"


def _short(said: dict[str, Any], name: str) -> Iterator[_Defect]:
    """What the hints of one function lack."""
    if name not in said:
        yield f"`{name}` has no hints", "write three for every function"
        return
    texts = said[name]
    if not (isinstance(texts, tuple) and len(texts) == 3 and all(isinstance(one, str) and one for one in texts)):
        yield f"`{name}` has not three texts", f"write three: {', '.join(LEVELS)}"
        return
    if len(set(texts)) < 3:
        yield f"two hints of `{name}` are the same", "let each level say more than the one before"
    if not texts[0].endswith("?") or texts[0].count("?") != 1:
        yield f"the first hint of `{name}` is not one question", "ask one thing, and end with the question mark"
