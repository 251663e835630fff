"""Classes, exports and archives for tests, made on the spot: real zips and tars, honest and hostile."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

from grader.batch.collect import Collected, collect, collected

EXERCISES = ("bptt", "clip", "rnn")
CODE = b"def bptt():\n    return 1\n"
Files = Mapping[str, bytes]


def code(number: int) -> bytes:
    """An answer that is not the other answers."""
    return CODE.replace(b"1", str(number).encode())


def folder_of(root: Path, files: Files) -> Path:
    for name, content in files.items():
        path = root / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def zip_of(files: Files, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def zip_twice(name: str, *contents: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings(action="ignore"):
        for content in contents:
            archive.writestr(name, content)
    return file.getvalue()


def tar_of(files: Files, *more: tarfile.TarInfo, compressed: bool = True, form: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            if name.endswith("/"):
                info.type = tarfile.DIRTYPE
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for info in more:
            archive.addfile(info, io.BytesIO(b"\0" * info.size))
    return gzip.compress(file.getvalue(), 6) if compressed else file.getvalue()


def tar_entry(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = link
    return info


def notebook_of(*cells: str, **more: object) -> bytes:
    made = [
        {"cell_type": "code", "source": cell.splitlines(keepends=True), "outputs": [{"text": "!"}]} for cell in cells
    ]
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": made} | more).encode()


def collect_here(path: Path, **more: object) -> Collected:
    return collected(collect(path, EXERCISES, **more))


def collect_upload(tmp_path: Path, name: str, content: bytes) -> Collected:
    """What comes of one student's upload."""
    return collect_here(folder_of(tmp_path / "class", {f"ana/{name}": content}))


def answers(found: Collected) -> dict[tuple[str, ...], dict[str, bytes]]:
    """Sources by students and exercise."""
    table: dict[tuple[str, ...], dict[str, bytes]] = {}
    for one in found.submissions:
        table.setdefault(one.students, {})[one.exercise] = one.source
    return table


def reasons(found: Collected) -> dict[str, str]:
    """Kinds of problems by place; every problem says what is wrong and what to do."""
    assert all(one.reason and one.todo and "\n" not in one.reason for one in found.problems), found.problems
    return {one.path: one.kind for one in found.problems}
