"""Who belongs to which group, from a CSV: for exports that name the group and not its members."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from grader.errors import WorkspaceError
from grader.submission import Student

_COLUMNS = ("group", "student")  # and, where there is one, `name`


def read_groups(path: Path) -> dict[str, list[Student]]:
    """Return the members of each group.

    Args:
        path: A CSV with the columns `group` and `student` (the id) and perhaps `name` and `email`; a row per member.

    Raises:
        WorkspaceError: It cannot be read, or lacks a column or a value.
    """
    try:
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
        members = [(rows.line_num, row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        todo = "name a CSV in UTF-8 with the columns group and student"
        why = getattr(error, "strerror", None) or error
        raise WorkspaceError(f"the groups cannot be read: {why}", where=str(path), todo=todo) from error
    missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        what = f"the groups have no column `{missing[0]}`"
        raise WorkspaceError(what, where=str(path), todo="begin the file with the line: group,student,name")
    groups: dict[str, list[Student]] = {}
    for line, row in members:
        group, student = (row[name] or "" for name in _COLUMNS)
        if not group.strip() or not student.strip():
            raise WorkspaceError("a group or a student is empty", where=f"{path}:{line}", todo="fill it in")
        groups.setdefault(group, []).append(Student(student, row.get("name") or student, row.get("email") or ""))
    return groups
