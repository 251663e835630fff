"""What was read from decks that were found right, as JSON in a folder that may vanish or be damaged at any time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from grader import __version__
from grader.disk import replaced

_FORMAT = "1"  # raise it when the shape of a deck or an outline, or what makes one right, changes


def remembered(
    cache: Path | None, file: Path, source: bytes, read: Callable[[bytes, Path], dict[str, Any]]
) -> dict[str, Any]:
    """Return what a file says: from the cache if these very bytes were read before, else by reading them.

    Args:
        cache: The folder, which is made when needed; None for none.
        file: The file, of which the cache keeps the last content only.
        source: Its bytes.
        read: Reads them; what it raises is not remembered.
    """
    key = hashlib.sha256(f"{_FORMAT} {__version__} ".encode() + source).hexdigest()
    kept = cache / f"{file.stem[:40]}-{_digest(str(file).encode())[:8]}.json" if cache else None
    found = _kept(kept, key) if kept else None
    if found is not None:
        return found
    plain = read(source, file)
    if kept:
        with suppress(OSError):  # a full or read-only disk costs time, and nothing else
            _keep(kept, key, plain)
    return plain


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _kept(kept: Path, key: str) -> dict[str, Any] | None:
    """What was kept under a key; None if it is another's, or not as it was written."""
    try:
        mark, _, content = kept.read_bytes().partition(b"\n")
    except OSError:
        return None
    if mark != _digest(key.encode() + content).encode():
        return None
    plain: dict[str, Any] = json.loads(content)
    return plain


def _keep(kept: Path, key: str, plain: dict[str, Any]) -> None:
    content = json.dumps(plain, ensure_ascii=False).encode()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with replaced(kept) as file:  # two sessions that start together
        file.write(_digest(key.encode() + content).encode() + b"\n" + content)
