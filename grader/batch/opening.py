"""From a path or an upload to a tree."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import BinaryIO

from grader.batch.exports import recognise
from grader.batch.exports.gradescope import INDEX
from grader.batch.folder import Folder
from grader.batch.limits import EXPORT, METADATA_BYTES, UPLOAD, file_cap
from grader.batch.names import is_archive, is_python
from grader.batch.tarred import Tar
from grader.batch.tree import Beneath, RefusedError, Tree
from grader.batch.zipped import Zip
from grader.errors import WorkspaceError

_RECEIPT_BYTES = 1 << 18


def open_export(path: Path) -> Tree:
    """Open what a person named: a folder, a zip or a tar.

    Raises:
        WorkspaceError: There is no such thing, or it cannot be read as one of them.
    """
    todo = "name a folder, a zip or a tar(.gz)"
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            return unwrapped(Folder(path, EXPORT), archived=False)
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        file = os.fdopen(descriptor, "rb")
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            file.close()
            raise WorkspaceError("the submissions are neither a folder nor a file", where=str(path), todo=todo)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise WorkspaceError(f"the submissions cannot be read: {why}", where=str(path), todo=todo) from error
    try:
        return unwrapped(_opened(file, export=True), archived=True)
    except RefusedError as refused:
        file.close()
        raise WorkspaceError(refused.reason, where=str(path), todo=refused.todo) from refused


def open_upload(content: bytes, origin: str) -> Tree:
    """Open an archive that a student handed in.

    Raises:
        RefusedError: It is too large, holds too much, or is damaged.
    """
    return _opened(io.BytesIO(content), export=False, prefix=f"{origin}!")


def _opened(file: BinaryIO, *, export: bool, prefix: str = "") -> Tree:
    """Open by what the file begins with, not by what it is called."""
    caps = EXPORT if export else UPLOAD
    beginning = file.read(2)
    if beginning == b"PK":
        return Zip(file, caps, prefix)
    return Tar(file, caps, _kept_of_export if export else _kept_of_upload, prefix)


def _kept_of_export(path: str) -> int:
    """How many bytes of a tar's member are kept: answers, archives, and what tells whose they are."""
    if path.rsplit("/", 1)[-1] == INDEX:
        return METADATA_BYTES
    if path.endswith(".txt"):
        return _RECEIPT_BYTES
    return file_cap(path) if is_python(path) or is_archive(path) else 0


def _kept_of_upload(path: str) -> int:
    return file_cap(path) if is_python(path) else 0


def unwrapped(tree: Tree, *, archived: bool) -> Tree:
    """Step into the single folder that archivers and Gradescope put around everything.

    A folder that was named on the command line is entered only for a platform's export: `class/ana/week1/bptt.py` is
    Ana's, not week1's.
    """
    tops = {path.split("/", 1)[0] for path in (*tree.files, *tree.folders)}
    if len(tops) != 1 or next(iter(tops)) in tree.files:
        return tree
    inner = Beneath(tree, next(iter(tops)))
    if recognise(inner) != "folders":
        return inner
    loose = [path for path in inner.files if "/" not in path and not is_archive(path)]
    return inner if archived and inner.folders and not loose else tree
