"""Progress on disk: one small JSON file that is whole at every moment, whoever writes and whenever the power fails.

A change is made under a lock, on what the file says then, into a file beside it that takes its place when it has
reached the disk. Reading needs no lock.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.disk import NotAFileError, locked, on_disk, regular_file, replaced
from grader.errors import WorkspaceError
from grader.learner.progress import Pass, Progress, Record, Stuck
from grader.learner.workspace import MARKER, Workspace

VERSION = 1
_MAX_BYTES = 1 << 20  # an exercise takes half a kilobyte

Change = Callable[[Progress], Progress]


def progress_file(workspace: Workspace) -> Path:
    """Where progress is kept."""
    return workspace.folder / MARKER / "progress.json"


def read_progress(workspace: Workspace) -> tuple[Progress, str]:
    """Return the progress, and what has to be said about its file ("" as a rule).

    A file that cannot be understood is set aside, never lost.

    Raises:
        WorkspaceError: A newer grader wrote it, or the folder cannot be read.
    """
    if not workspace.kept:
        return Progress(), ""
    try:
        return _read(progress_file(workspace)), ""
    except _DamagedError:
        return change_progress(workspace, lambda progress: progress)


def change_progress(workspace: Workspace, change: Change) -> tuple[Progress, str]:
    """Apply a change to what is there now, keep the result, and return it with what has to be said.

    Raises:
        WorkspaceError: A newer grader wrote the file, or the folder cannot be written to.
    """
    path = progress_file(workspace)
    try:
        with locked(path.with_name("lock")):
            before, said = _read_or_set_aside(path)
            after = change(before)
            if after != before or said:
                _write(path, _text(after))
    except OSError as error:
        raise WorkspaceError(
            f"progress cannot be kept: {error.strerror}", where=str(path), todo="make the folder writable, or make room"
        ) from error
    return after, said


class _DamagedError(Exception):
    """The file is not what we write."""


def _read_or_set_aside(path: Path) -> tuple[Progress, str]:
    try:
        return _read(path), ""
    except _DamagedError as damage:
        aside = _aside(path)
        path.rename(aside)
        return Progress(), f"progress could not be read ({damage}); the file is now {aside}, and a new one begins"


def _aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return aside


def _read(path: Path) -> Progress:
    try:
        with regular_file(path) as file:
            raw = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return Progress()
    except NotAFileError as error:
        raise WorkspaceError(
            f"progress cannot be read: its file is {error.strerror}", where=str(path), todo="move it away by hand"
        ) from error
    except OSError as error:
        raise WorkspaceError(
            f"progress cannot be read: {error.strerror}", where=str(path), todo="make the file readable"
        ) from error
    if len(raw) > _MAX_BYTES:
        raise _DamagedError(f"more than {_MAX_BYTES} bytes")
    try:
        content = json.loads(raw)
        _refuse_newer(content, path)
        return _progress(content)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _DamagedError(f"{type(error).__name__}: {error}"[:100]) from error


def _refuse_newer(content: Any, path: Path) -> None:
    version = content["version"]
    if type(version) is int and version > VERSION:
        raise WorkspaceError(
            f"a newer grader keeps progress here (version {version} of the file; this grader knows {VERSION})",
            where=str(path),
            todo="pip install --upgrade vanishing-gradients",
        )
    if type(version) is not int or version != VERSION:
        raise ValueError(f"version {version!r}")


def _write(path: Path, text: str) -> None:
    with replaced(path) as file:
        file.write(text.encode("utf-8", "backslashreplace"))  # half a character, as JSON writes it
        on_disk(file)


# As text, and back


def _text(progress: Progress) -> str:
    records = {name: _record_as_json(record) for name, record in progress.records.items()}
    content = {"version": VERSION, "last": progress.last, "exercises": records}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _record_as_json(record: Record) -> dict[str, Any]:
    passed, stuck = record.passed, record.stuck
    return {
        "passed": {**vars(passed), "when": passed.when.isoformat()} if passed else None,
        "stuck": dict(vars(stuck)) if stuck else None,
        "hints": dict(record.hints),
        "gave_up": record.gave_up.isoformat() if record.gave_up else None,
    }


def _progress(content: dict[str, Any]) -> Progress:
    records = {_text_of(name): _record(said) for name, said in content["exercises"].items()}
    return Progress(records, _text_of(content["last"]))


def _record(said: dict[str, Any]) -> Record:
    passed, stuck, gave_up = said["passed"], said["stuck"], said["gave_up"]
    return Record(
        passed=_pass(passed) if passed is not None else None,
        stuck=Stuck(*(_text_of(stuck[name]) for name in ("check", "function", "title", "question"))) if stuck else None,
        hints={_text_of(function): _count(level) for function, level in said["hints"].items()},
        gave_up=_when(gave_up) if gave_up is not None else None,
    )


def _pass(said: dict[str, Any]) -> Pass:
    digests = _text_of(said["file"]), _text_of(said["exercise"])
    return Pass(_when(said["when"]), _points(said["points"]), _count(said["seed"]), *digests)


def _points(value: Any) -> float:
    if not 0 <= value <= sys.float_info.max:  # JSON's Infinity and NaN are not, nor is 10**400
        raise ValueError(f"{value!r} is no number of points")
    return float(value)


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} is no count")
    return value


def _when(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError("a time without its zone")
    return when


def _text_of(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(f"{value!r} is no text")
    return value
