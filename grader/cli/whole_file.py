"""A file that a command was asked for: there whole, or as it was before."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from grader.disk import replaced
from grader.errors import WorkspaceError


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Write a text beside it and put it in its place at the end.

    Raises:
        WorkspaceError: It cannot be written.
    """
    with _written(path) as raw:
        text = io.TextIOWrapper(raw, "utf-8", errors="backslashreplace", newline="")
        yield text
        text.flush()
        text.detach()


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a content.

    Raises:
        WorkspaceError: It cannot be written.
    """
    with _written(path) as raw:
        raw.write(content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace"))


def made_folder(folder: Path) -> Path:
    """Make a folder unless it is there.

    Raises:
        WorkspaceError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        todo = "name a folder that you may write to"
        raise WorkspaceError(f"the folder cannot be made: {error.strerror}", where=str(folder), todo=todo) from error
    return folder


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    try:
        with _opened(path) as raw:
            yield raw
    except OSError as error:
        todo = "make room, or name a place that you may write to; then try again"
        raise WorkspaceError(f"the file cannot be written: {error.strerror}", where=str(path), todo=todo) from error


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    """Open what a path or link names, to be replaced whole; a device or pipe, which root could replace, as it is."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        return path.open("wb")
    return replaced(Path(os.path.realpath(path)))  # unlike Path.resolve, it bears links that lead in a circle
