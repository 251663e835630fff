"""Begin an exercise again: the stub takes the file's place, and the work stays beside it."""

from __future__ import annotations

from pathlib import Path

from grader.disk import on_disk, replaced
from grader.errors import WorkspaceError
from grader.source import read_source
from grader.verdict import FileProblem


def reset(file: Path, stub: bytes) -> Path | None:
    """Put a stub where the file is and return where the work went; None when there was none.

    Raises:
        WorkspaceError: What is there is no ordinary file, or the folder cannot be written to.
    """
    source = read_source(file)
    nothing = isinstance(source, FileProblem) and source.kind in ("no_such_file", "empty_file")
    if isinstance(source, FileProblem) and not nothing:
        raise WorkspaceError(source.message, where=str(file), todo="move it away by hand, then try again")
    try:
        kept = None if isinstance(source, FileProblem) or source == stub else _kept(file, source)
        with replaced(file) as new:
            new.write(stub)
            on_disk(new)
    except OSError as error:
        raise WorkspaceError(
            f"the file cannot be reset: {error.strerror}",
            where=str(file),
            todo="make the folder writable, or make room",
        ) from error
    return kept


def _kept(file: Path, source: bytes) -> Path:
    """Write the work to the first name that is free; two of us at once find different ones."""
    number = 1
    while True:
        backup = file.with_name(f"{file.name}.backup-{number}")
        try:
            with backup.open("xb") as new:
                new.write(source)
                on_disk(new)
            return backup
        except FileExistsError:
            number += 1
