"""What an export says about each of its files: whose it is, which attempt, and what the learner called it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from grader.submission import Problem, Student

# Names of groups, as the platform writes them, with their members: no export but Gradescope's says who they are.
Groups = Mapping[str, Sequence[Student]]


@dataclass(frozen=True)
class Upload:
    """One file that was handed in.

    Attributes:
        path: Where it lies in the export.
        filename: What the learner called it, folders included.
        attempt: Larger is newer; compared between uploads of the same owner only.
    """

    path: str
    filename: str
    attempt: tuple[int | str, ...] = ()
    attempted: datetime | None = None
    late: bool = False


@dataclass
class HandedIn:
    """Everything that one student or group handed in."""

    students: tuple[Student, ...]
    uploads: list[Upload] = field(default_factory=list)
    place: str = ""


@dataclass
class Export:
    """An export, sorted by owner."""

    owners: dict[str, HandedIn] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def owner(self, key: str, students: tuple[Student, ...], place: str = "") -> HandedIn:
        """Return what an owner handed in so far."""
        return self.owners.setdefault(key, HandedIn(students, place=place))

    def not_understood(self, path: str, layout: str) -> None:
        """Note a file whose name does not say whose it is."""
        reason = f"its name is not one that {layout} gives, so nobody knows whose it is"
        self.problems.append(Problem("not_understood", path, reason, "move it into its student's folder, or remove it"))


def members(groups: Groups, name: str, id: str, shown: str) -> tuple[Student, ...]:
    """Return a group's members, or the one student (or unknown group) of that id."""
    known = groups.get(name) or groups.get(id)
    return tuple(known) if known else (Student(id, shown),)
