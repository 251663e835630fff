"""What was handed in, and by whom: frozen values that collecting makes and everything above reads.

Names are carried as they were found: control characters, right-to-left marks and formulas included. They are made safe
where they are shown (grader.render.safe).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Student:
    """One learner.

    Attributes:
        id: What the platform calls them in the export and asks for in its gradebook: Canvas' user id, Moodle's
            participant number, Gradescope's SID or email, Blackboard's user name, the name of a plain folder.
        name: What people call them; the id when the export does not say.
        email: Empty when the export does not say.
    """

    id: str
    name: str
    email: str = ""


@dataclass(frozen=True)
class Submission:
    """One student's (or group's) answer to one exercise: the newest attempt, ready to be graded.

    Attributes:
        students: Ids of everybody who is credited.
        filename: What the learner called the file.
        source: Python, whatever the file was: of a notebook, the code that its functions need.
        sha256: Of the file as it was handed in, in hexadecimal.
        attempted: When it was handed in; without a time zone where the export names none.
        late: The platform marked it late.
        origin: Where it was found, to be opened by a person; `!` leads into an archive.
        left_out: Where older attempts and second copies are, that were not graded.
    """

    students: tuple[str, ...]
    exercise: str
    filename: str
    source: bytes
    sha256: str
    attempted: datetime | None
    late: bool
    origin: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Something that was found and could not be taken as an answer.

    Attributes:
        kind: One word for scripts.
        path: Where it was found; `!` leads into an archive.
        reason: What is wrong, one lower-case sentence without a full stop.
        todo: What to do about it, one imperative.
        students: Whose it is, when that is known.
        exercise: Which exercise it would have answered, when that is known.
    """

    kind: str
    path: str
    reason: str
    todo: str
    students: tuple[str, ...] = ()
    exercise: str = ""
