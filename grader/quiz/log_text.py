"""The log as JSON Lines, to carry it to another machine. Every line is checked before any is taken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from grader.errors import StoreError
from grader.quiz.log import EVENTS, MODES, Line
from grader.quiz.tables import line_of, plain

MOST_BYTES = 256 * 1024 * 1024  # half a million answers; a log of ten years has 50,000
MOST_LINE = 64 * 1024  # bytes; a typed answer is cut at 4,000 characters
MOST_PROBLEMS = 20  # named at once
ENOUGH = 1000  # problems after which the rest is not looked at: the file is none of ours


def written(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the log, an object a line."""
    for line in lines:
        yield json.dumps(plain(line), ensure_ascii=False, sort_keys=True) + "\n"


def read(file: Path, now: datetime) -> list[Line]:
    """Return the lines of a file.

    Args:
        file: JSON Lines, as `written` yields them.
        now: A line from later than tomorrow is refused: it would keep its card from being scheduled until then.

    Raises:
        StoreError: The file cannot be read, or a line is none of ours; the first 20 are named.
    """
    lines: list[Line] = []
    problems: list[str] = []
    for number, text in enumerate(_texts(file), 1):
        try:
            lines.append(_no_later(parsed(text), now + timedelta(days=1)))
        except ValueError as error:
            problems.append(f"{file}:{number}: {error}")
            if len(problems) == ENOUGH:
                break
    if problems:
        more = f"\n  and {len(problems) - MOST_PROBLEMS} more" if len(problems) > MOST_PROBLEMS else ""
        of = "the first " if len(problems) == ENOUGH else ""
        raise StoreError(
            f"{len(problems)} of {of}{number} lines cannot be read, so none was taken",
            where="\n  ".join(problems[:MOST_PROBLEMS]) + more,
            todo="mend or remove these lines, then import again",
        )
    return lines


def parsed(text: bytes | str) -> Line:
    """Return the line that a text says.

    Raises:
        ValueError: It is none of ours; the message says why.
    """
    if len(text) > MOST_LINE:
        raise ValueError(f"the line is longer than {MOST_LINE:,} bytes")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("the line is not JSON in UTF-8") from error
    if not isinstance(said, dict):
        raise ValueError("the line is not an object")
    return checked(said)


def checked(said: dict[str, Any]) -> Line:
    """Return the line that an object stands for, if every field is there and of its kind.

    Raises:
        ValueError: What is wrong with it.
    """
    fields = _fields(said.get("kind"))
    missing = [name for name, (needed, _) in fields.items() if needed and name not in said]
    unknown = sorted(str(name) for name in said.keys() - fields.keys())
    if missing or unknown:
        words = [f"`{name}` is missing" for name in missing] + [f"`{name[:40]}` is unknown" for name in unknown[:3]]
        raise ValueError(", ".join(words))
    for name, (_, kind) in fields.items():
        if name in said and not _KINDS[kind](said[name]):
            raise ValueError(f"`{name}` is not {_WORDS[kind]}")
    line = line_of(said)
    if abs((line.day - line.at.date()).days) > 1:  # zones and the night until 04:00 move it by a day at most
        raise ValueError("`day` is not the day of `at`")
    return line


def _no_later(line: Line, end: datetime) -> Line:
    if line.at > end:
        raise ValueError("`at` is in the future: the clock of that machine was wrong")
    return line


def _texts(file: Path) -> Iterator[bytes]:
    """Yield the lines as they are read; of one that is too long, what shows it."""
    left, begun = MOST_BYTES, False
    try:
        with file.open("rb") as opened:
            for piece in iter(partial(opened.readline, MOST_LINE + 2), b""):
                left -= len(piece)
                if left < 0:
                    todo = "export it anew, then import that"
                    raise StoreError("the log is longer than 256 MiB", where=str(file), todo=todo)
                if not begun:
                    yield piece.rstrip(b"\r\n")
                begun = not piece.endswith(b"\n")
    except OSError as error:
        what = f"the log cannot be read: {error.strerror}"
        raise StoreError(what, where=str(file), todo="name another file") from error


# What a line holds: per field whether it must be there, and what it must be.

_STAMP = {
    "id": (True, "id"),
    "machine": (True, "name"),
    "at": (True, "time"),
    "day": (True, "day"),
    "kind": (True, "kind"),
}
_REVIEW = {
    **_STAMP,
    "card": (True, "name"),
    "revision": (True, "count"),
    "sha": (True, "text"),
    "seed": (True, "count"),
    "answer": (True, "text"),
    "share": (True, "share"),
    "rating": (True, "four"),
    "milliseconds": (True, "count"),
    "confidence": (True, "five"),
    "hints": (True, "count"),
    "mode": (True, "mode"),
    "retention": (True, "retention"),
    "misconceptions": (True, "text"),
}
_ON_A_CARD = {**_STAMP, "card": (True, "name")}
_EVENTS: dict[str, dict[str, tuple[bool, str]]] = {
    **dict.fromkeys(EVENTS, _ON_A_CARD),
    "undo": {**_STAMP, "target": (True, "id")},
    "bury": {**_ON_A_CARD, "until": (True, "day")},
    "flag": {**_ON_A_CARD, "note": (False, "text")},
    "summon": {**_STAMP, "target": (False, "id"), "misconception": (True, "name"), "exercise": (False, "text")},
}


def _fields(kind: object) -> dict[str, tuple[bool, str]]:
    if kind == "review":
        return _REVIEW
    if isinstance(kind, str) and kind in _EVENTS:
        return _EVENTS[kind]
    raise ValueError("`kind` is none of ours")


def _is_time(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 32 and datetime.fromisoformat(value).utcoffset() == timedelta(0)
    except ValueError:
        return False


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and date.fromisoformat(value) > _FIRST_DAY
    except ValueError:
        return False


def _is_text(value: object, longest: int = MOST_LINE) -> bool:
    """Whether it is a text that can be kept: JSON can say half of a character, and SQLite cannot."""
    return isinstance(value, str) and len(value) <= longest and not _HALF.search(value)


def _is_number(value: Any, least: float, most: float) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and least <= value <= most  # no number lies between NaN and another, nor does infinity


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


_HALF = re.compile("[\ud800-\udfff]")
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC).date()
_KINDS: dict[str, Callable[[Any], bool]] = {
    "id": lambda value: isinstance(value, str) and re.fullmatch(r"[0-9a-f]{32}", value) is not None,
    "name": lambda value: value != "" and _is_text(value, 200),
    "text": _is_text,
    "time": _is_time,
    "day": _is_day,
    "kind": lambda value: True,
    "count": lambda value: _is_whole(value, 0, 2**53),
    "share": lambda value: _is_number(value, 0, 1),
    "four": lambda value: _is_whole(value, 1, 4),
    "five": lambda value: _is_whole(value, 0, 4),
    "mode": lambda value: value in MODES,
    "retention": lambda value: _is_number(value, 0.5, 0.99),
}
_WORDS = {
    "id": "32 hexadecimal digits",
    "name": "a text of 1 to 200 characters",
    "text": "a text",
    "time": "a time like 2026-12-12T10:11:12.000000+00:00",
    "day": "a day like 2026-12-12",
    "kind": "a kind",
    "count": "a whole number from 0",
    "share": "a number from 0 to 1",
    "four": "1, 2, 3 or 4",
    "five": "0, 1, 2, 3 or 4",
    "mode": "review, cram or interview",
    "retention": "a number from 0.5 to 0.99",
}
