"""A tree of files, wherever it is: a folder, a zip, a tar. Listed by name, read one file at a time, never extracted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Protocol

from grader.batch.limits import Caps
from grader.batch.names import clean, is_junk
from grader.submission import Problem


class RefusedError(Exception):
    """A file or an archive that is not read: why, and what to do. Becomes a `Problem` where its place is known."""

    def __init__(self, kind: str, reason: str, todo: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.todo = todo

    def at(self, path: str, students: tuple[str, ...] = (), exercise: str = "") -> Problem:
        """Return it as a problem with a place."""
        return Problem(self.kind, path, self.reason, self.todo, students, exercise)


class Tree(Protocol):
    """Files by their paths: relative, `/` between the parts, names as they were found."""

    @property
    def files(self) -> Collection[str]:
        """Every file that may be read, in the order found."""

    @property
    def folders(self) -> Collection[str]:
        """Every folder, empty ones included."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found and cannot be read, by its path."""

    def read(self, path: str, cap: int) -> bytes:
        """Return the bytes of one of `files`.

        Raises:
            RefusedError: It has more than `cap` bytes, or cannot be read.
        """

    def close(self) -> None:
        """Let go of files."""


class Listing:
    """What was found in a tree so far: names worth reading, and problems, which are counted when there are many."""

    def __init__(self, caps: Caps, prefix: str = "") -> None:
        self.caps = caps
        self.files: dict[str, None] = {}
        self.folders: dict[str, None] = {}
        self._prefix = prefix
        self._twice: set[str] = set()
        self._problems: list[Problem] = []
        self._unlisted = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems found, those beyond the cap as one."""
        if not self._unlisted:
            return tuple(self._problems)
        reason = f"{self._unlisted} more entries cannot be read"
        rest = Problem("many_problems", self._prefix.rstrip("!"), reason, "look at the folder or archive itself")
        return (*self._problems, rest)

    def add_file(self, raw: str) -> str | None:
        """Take a file; return its path, or None when it is refused or not worth a word."""
        path = self._accept(raw)
        if path is None:
            return None
        if path in self.files or path in self._twice:
            self.files.pop(path, None)
            self.refuse(path, RefusedError("duplicate", "there are two files of this name", "keep one of them"))
            self._twice.add(path)
            return None
        self.files[path] = None
        self._add_parents(path)
        return path

    def add_folder(self, raw: str) -> str | None:
        """Take a folder; return its path, or None when it is not looked into."""
        path = self._accept(raw)
        if path is not None:
            self.folders[path] = None
            self._add_parents(path)
        return path

    def refuse(self, path: str, refused: RefusedError) -> None:
        """Note something that cannot be read."""
        if len(self._problems) < self.caps.problems:
            self._problems.append(refused.at(self._prefix + path))
        else:
            self._unlisted += 1

    def refuse_kind(self, raw: str, what: str) -> None:
        """Note something that is neither a file nor a folder."""
        path, _ = clean(raw, self.caps)
        if not is_junk(path):
            self.refuse(path, not_a_file(what))

    def _accept(self, raw: str) -> str | None:
        path, why = clean(raw, self.caps)
        if is_junk(path):
            return None
        if why:
            self.refuse(path, RefusedError("bad_name", why, "rename it, or ask for it again"))
            return None
        return path

    def _add_parents(self, path: str) -> None:
        while "/" in path:
            path = path.rsplit("/", 1)[0]
            if path in self.folders:
                return
            self.folders[path] = None


def not_a_file(what: str) -> RefusedError:
    """A link, a device and the like."""
    return RefusedError("not_a_file", f"it is {what}, not a file", "ask for the file itself")


def too_large(size: int | None, cap: int) -> RefusedError:
    """More bytes than are read; `size` is None when nobody counted further."""
    has = "it has more bytes than" if size is None else f"it has {size} bytes;"
    return RefusedError(
        "too_large", f"{has} the limit{' of' if size is None else ' is'} {cap}", "ask for a smaller file"
    )


def unreadable_archive(why: str) -> RefusedError:
    """An archive that is damaged, or made to look so."""
    return RefusedError("unreadable_archive", f"the archive cannot be read: {why}", "ask for it again")


class Beneath:
    """A folder of a tree as a tree of its own."""

    def __init__(self, tree: Tree, folder: str) -> None:
        start = f"{folder}/"
        self.files = tuple(path[len(start) :] for path in tree.files if path.startswith(start))
        self.folders = tuple(path[len(start) :] for path in tree.folders if path.startswith(start))
        self.problems = tuple(replace(one, path=one.path.removeprefix(start)) for one in tree.problems)
        self._tree = tree
        self._start = start

    def read(self, path: str, cap: int) -> bytes:
        """Return the bytes of one of `files`."""
        return self._tree.read(self._start + path, cap)

    def close(self) -> None:
        """Let go of files."""
        self._tree.close()
