"""The folder that results go to, for a run: locked, with its gradebook open."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from grader.batch.gradebook import Gradebook
from grader.batch.lock import LOCK, locked
from grader.cli.results_folder import GRADEBOOK
from grader.cli.whole_file import made_folder
from grader.errors import GradebookError

# In the order in which they go: the lock last, which keeps others away until then.
_FILES = (GRADEBOOK, f"{GRADEBOOK}-wal", f"{GRADEBOOK}-shm", LOCK)


@contextmanager
def gradebook_in(folder: Path) -> Iterator[Gradebook]:
    """Make a folder as needed, lock it and open its gradebook. What was made for a run that never began goes again.

    Raises:
        WorkspaceError: The folder cannot be made.
        GradebookError: Another run is at work there, or the gradebook cannot be used.
    """
    places = (*(folder / name for name in _FILES), folder, *folder.parents)
    new = [place for place in places if not os.path.lexists(place)]
    made_folder(folder)
    with locked(folder):
        begun = os.path.lexists(folder / GRADEBOOK)  # by now another run may have made it
        try:
            with Gradebook(folder / GRADEBOOK) as book:
                try:
                    yield book
                finally:
                    begun = begun or _has_runs(book)
        finally:
            if not begun:
                _remove(new)


def _has_runs(book: Gradebook) -> bool:
    """Say whether a run began; yes where nobody can say, because then nothing may be removed."""
    try:
        return book.has_runs()
    except GradebookError:
        return True


def _remove(places: Iterable[Path]) -> None:
    """Remove files and empty folders; one that somebody else has put something into meanwhile stays."""
    for place in places:
        with suppress(OSError):
            if place.name in _FILES:
                place.unlink(missing_ok=True)
            else:
                place.rmdir()
