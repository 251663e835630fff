"""Names of files, as strangers and platforms write them: which to refuse or pass over, which exercise they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches

from grader.batch.limits import Caps

# Written by systems and tools, never by a learner as an answer.
_JUNK_FOLDERS = frozenset(
    ("__MACOSX", "__pycache__", ".git", ".ipynb_checkpoints", ".venv", "venv", "site-packages", "node_modules")
)
_JUNK_FILES = frozenset((".ds_store", "thumbs.db", "desktop.ini"))

PYTHON, NOTEBOOK = ".py", ".ipynb"
READ_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
OTHER_ARCHIVES = (".rar", ".7z", ".gz", ".bz2", ".xz", ".tbz2", ".txz", ".zst")


def is_junk(path: str) -> bool:
    """Say whether a path is what operating systems and tools leave behind."""
    *folders, name = path.split("/")
    return name in _JUNK_FOLDERS or in_junk(folders) or name.startswith("._") or name.lower() in _JUNK_FILES


def in_junk(folders: Collection[str]) -> bool:
    """Say whether one of these folders is never looked into."""
    return not _JUNK_FOLDERS.isdisjoint(folders)


def clean(raw: str, caps: Caps) -> tuple[str, str]:
    """Return a member's path, relative and with `/`, and why it is refused ("" when it is not).

    Right-to-left marks and joiners are letters of people's names and stay; control characters are nobody's name.
    """
    path = unicodedata.normalize("NFC", raw.replace("\\", "/"))
    if any("\ud800" <= char <= "\udfff" for char in path):
        return path, "its name is not UTF-8"
    if any(unicodedata.category(char) == "Cc" for char in path):
        return path, "its name holds control characters"
    if len(path) > caps.name_chars:
        return path, f"its name has {len(path)} characters; the limit is {caps.name_chars}"
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return path, "its name is absolute"
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts:
        return path, "its name leads out of the archive"
    if len(parts) > caps.depth:
        return path, f"it lies {len(parts)} folders deep; the limit is {caps.depth}"
    return "/".join(parts), "" if parts else "it has no name"


_COPY = re.compile(r"^(?:Copy of )?(?P<stem>.+?)(?:-(?P<again>\d{1,3})| ?\((?P<copy>\d{1,3})\))?$", re.DOTALL)


def exercise_of(filename: str, exercises: Collection[str]) -> tuple[str, int] | None:
    """Return the exercise that a file's name means and which copy it is (0: the first), or None.

    `bptt-2.py` is how Canvas names a file that was handed in again, `bptt (2).py` how browsers do.
    """
    whole = unicodedata.normalize("NFC", filename.rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    names = {name.casefold(): name for name in exercises}
    for stem, copy in ((whole, 0), copy_of(whole)):
        if stem.casefold() in names:
            return names[stem.casefold()], copy
    return None


def copy_of(stem: str) -> tuple[str, int]:
    """Return a name without what says which copy it is, and that number."""
    found = _COPY.match(stem)
    return (found["stem"], int(found["again"] or found["copy"] or 0)) if found else (stem, 0)


def nearest(filename: str, exercises: Collection[str]) -> str:
    """Return the exercise that a file's name comes closest to, or ""."""
    stem = filename.rsplit("/", 1)[-1].split(".", 1)[0].casefold()[:100]
    within = [name for name in exercises if name.casefold() in stem]
    return max(within, key=len) if within else next(iter(get_close_matches(stem, exercises, 1)), "")


def is_python(path: str) -> bool:
    """A file that may be an answer: Python or a notebook."""
    return path.lower().endswith((PYTHON, NOTEBOOK))


def is_archive(path: str) -> bool:
    """An archive that is read."""
    return path.lower().endswith(READ_ARCHIVES)


def is_other_archive(path: str) -> bool:
    """An archive that is not read."""
    return path.lower().endswith(OTHER_ARCHIVES) and not is_archive(path)


def without_archive_suffix(name: str) -> str:
    """`ana.tar.gz` -> `ana`."""
    suffix = max((one for one in READ_ARCHIVES if name.lower().endswith(one)), key=len, default="")
    return name[: len(name) - len(suffix)]
