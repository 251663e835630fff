"""Gradescope, "Download Submissions": a folder per submission, and submission_metadata.yml says whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from grader.batch.exports import plain_yaml
from grader.batch.exports.export import Export, Groups, Upload
from grader.batch.limits import METADATA_BYTES
from grader.batch.tree import RefusedError, Tree
from grader.submission import Problem, Student

INDEX = "submission_metadata.yml"
_MEND = "download the export again"


def sort(tree: Tree, groups: Groups) -> Export:
    """Return whose each file is. A student of two submissions has their newer one graded."""
    del groups  # the index names every submitter
    export = Export()
    try:
        index = _index(tree.read(INDEX, METADATA_BYTES))
    except RefusedError as refused:
        export.problems.append(refused.at(INDEX))
        return export
    files: dict[str, list[str]] = {}
    for path in tree.files:
        files.setdefault(path.split("/", 1)[0], []).append(path)
    files.pop(INDEX, None)
    for key, entry in index.items():
        _take(export, key, entry, files.pop(key, []))
    for key in files:
        reason = f"it is not listed in {INDEX}, so nobody knows whose it is"
        export.problems.append(Problem("not_understood", key, reason, _MEND))
    return export


def _index(content: bytes) -> dict[str, Any]:
    try:
        index = plain_yaml.parse(content)
    except plain_yaml.BadYamlError as error:
        raise RefusedError("bad_metadata", str(error), _MEND) from error
    if not isinstance(index, dict) or not index:
        raise RefusedError("bad_metadata", "it lists no submissions", _MEND)
    return index


def _take(export: Export, key: str, entry: object, files: list[str]) -> None:
    fields = entry if isinstance(entry, dict) else {}
    students = tuple(_students(fields.get(":submitters")))
    if not students:
        export.problems.append(Problem("bad_metadata", f"{INDEX}: {key}", "it names no submitter", _MEND))
        return
    at = _time(fields.get(":created_at"))
    owner = export.owner("+".join(student.id for student in students), students, key)
    for path in files:
        filename = path.split("/", 1)[1] if "/" in path else path
        owner.uploads.append(Upload(path, filename, _newer(at, key), at))


def _students(submitters: object) -> Iterator[Student]:
    for one in submitters if isinstance(submitters, list) else ():
        if isinstance(one, dict):
            name, sid, email = (_string(one.get(field)) for field in (":name", ":sid", ":email"))
            if sid or email or name:
                yield Student(sid or email or name, name or email or sid, email)


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) and value.strip() not in ("~", "null") else ""


_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)?")


def _time(value: object) -> datetime | None:
    found = _TIME.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    zone = found[3] if found[3] not in (None, "Z", "UTC") else "+00:00"
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _newer(at: datetime | None, key: str) -> tuple[str, int]:
    number = re.search(r"\d{1,18}", key)
    return (at.isoformat() if at else "", int(number[0]) if number else 0)
