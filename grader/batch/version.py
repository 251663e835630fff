"""One name for everything that decides a verdict: exercises, solutions, checks, the sandbox, numpy and Python."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import grader
from grader.course.model import Course

# Of our own package: what words are found for a result, and how it is shown, decides nothing.
_DECIDING = ("checks", "course", "inside", "misconceptions", "numeric", "sandbox")
_DECIDING_FILES = ("batch/notebook.py", "calls.py", "grade.py", "record.py", "source.py", "verdict.py", "wire.py")
_LIBRARIES = ("numpy", "torch")


def course_version(course: Course) -> str:
    """Return a digest that changes whenever a verdict may."""
    digest = hashlib.sha256()
    for name, content in _parts(course):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _parts(course: Course) -> Iterator[tuple[str, bytes]]:
    yield "course.yaml", (course.root / "exercises" / "course.yaml").read_bytes()
    for name in course.names:
        yield f"solutions/{name}", course.solution(name).read_bytes()
    package = Path(grader.__file__).parent
    modules = (file for folder in _DECIDING for file in (package / folder).rglob("*.py"))
    for file in sorted({*modules, *(package / name for name in _DECIDING_FILES)}):
        yield str(file.relative_to(package)), file.read_bytes()
    yield "python", ".".join(platform.python_version_tuple()[:2]).encode()
    for library in _LIBRARIES:
        yield library, _installed(library).encode()


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
