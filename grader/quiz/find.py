"""Where the decks are: beside the exercises, in the wheel or in the checkout."""

from __future__ import annotations

from pathlib import Path

from grader.course.find import course_root
from grader.errors import DeckError

SOURCES = "sources.yaml"
LARGEST = 2_000_000  # bytes of a deck; 500 cards have 300,000


def quizzes_root() -> Path:
    """Return the folder that holds the decks.

    Raises:
        DeckError: There is none: the installation is damaged.
    """
    root = course_root() / "quizzes"
    if root.is_dir():
        return root
    todo = "install again: pip install --force-reinstall vanishing-gradients"
    raise DeckError("the decks are not where the package expects them", where=str(root), todo=todo)


def deck_files(folder: Path) -> tuple[Path, ...]:
    """Return the decks of a folder, by name."""
    return tuple(sorted(file for file in folder.glob("*.yaml") if file.name != SOURCES and file.is_file()))


def deck_bytes(file: Path) -> bytes:
    """Return a deck's bytes, or as many as show that it is too large.

    Raises:
        DeckError: It cannot be read.
    """
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        todo = "name a file that is there, and that you may read"
        raise DeckError(f"the deck cannot be read: {error.strerror}", where=str(file), todo=todo) from error
