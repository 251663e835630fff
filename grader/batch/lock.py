"""One run at a time: a lock on a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from grader import disk
from grader.errors import GradebookError

LOCK = "gradebook.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock.

    Raises:
        GradebookError: Somebody else has it, or no file can be made in the folder.
    """
    with ExitStack() as held:
        try:
            held.enter_context(disk.locked(folder / LOCK, wait=False))
        except BlockingIOError as error:
            todo = "wait for it to end, or name another folder with --output"
            raise GradebookError("another grader batch is at work here", where=str(folder), todo=todo) from error
        except OSError as error:
            what, todo = f"the folder cannot be written to: {error.strerror}", "name a folder that you may write to"
            raise GradebookError(what, where=str(folder), todo=todo) from error
        yield
