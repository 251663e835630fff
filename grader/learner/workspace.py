"""Where a learner works: a folder with exercises in it, and a marker beside them where progress is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MARKER = ".grader"


@dataclass(frozen=True)
class Workspace:
    """A folder that exercises are worked on in."""

    folder: Path

    @property
    def kept(self) -> bool:
        """Whether progress is kept here: only where `grader start` has left its marker."""
        return (self.folder / MARKER).is_dir()

    def found(self, exercise: str) -> Path | None:
        """The exercise's file here, or in exercises/ below; a dangling link is one, too."""
        candidates = (self.folder / f"{exercise}.py", self.folder / "exercises" / f"{exercise}.py")
        return next((path for path in candidates if path.is_symlink() or path.exists()), None)

    def file(self, exercise: str) -> Path:
        """Where the exercise's file is, or would be."""
        return self.found(exercise) or self.folder / f"{exercise}.py"

    def present(self, exercises: Iterable[str]) -> list[tuple[str, Path]]:
        """The exercises that have a file here, with it."""
        return [(name, file) for name in exercises if (file := self.found(name))]


def find_workspace(here: Path, exercises: Iterable[str]) -> Workspace | None:
    """Return the workspace that a folder is, or is part of; None when there is none.

    A folder above counts only by its marker: somebody's stray rnn.py in a home folder makes no workspace of it.
    """
    marked = (Workspace(folder) for folder in (here, *here.parents))
    own = Workspace(here)
    if not own.kept and any(own.found(name) for name in exercises):
        return own
    return next((one for one in marked if one.kept), None)


def workspace_of_file(file: Path) -> Workspace | None:
    """Return the workspace whose exercise a file is; None where no progress is kept."""
    folder = file.absolute().parent
    above = (folder, folder.parent) if folder.name == "exercises" else (folder,)
    return next((one for one in map(Workspace, above) if one.kept), None)
