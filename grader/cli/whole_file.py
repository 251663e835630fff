"""A file that is there whole or as it was before: whoever reads it meanwhile, or after a crash, sees no half."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from grader.errors import WorkspaceError


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Write beside it and put it in its place at the end.

    Raises:
        WorkspaceError: It cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        part.replace(path)
    except OSError as error:
        todo = "make room, or name a place that you may write to; then try again"
        raise WorkspaceError(f"the file cannot be written: {error.strerror}", where=str(path), todo=todo) from error
    finally:
        with suppress(OSError):  # where nothing may be written, nothing is left behind, and the first error tells
            part.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a text.

    Raises:
        WorkspaceError: It cannot be written.
    """
    with whole_file(path) as file:
        file.write(text)
