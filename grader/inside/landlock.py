"""Landlock: what a process may open, decided in the kernel by path; since Linux 5.13, for everybody.

Nothing but reading below the given places, no TCP (ABI 4), no signal to others and no abstract socket (ABI 6).
It does not cover stat, readlink and chdir: that a path exists can be found out, its contents cannot.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from grader.inside import kernel

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same on every architecture
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many bits each ABI knows; 16 since ABI 5


def version() -> int:
    """Return the ABI that this kernel speaks, 0 for none."""
    with suppress(OSError):
        return kernel.system_call(_CREATE, "landlock", None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    return 0


def restrict(readable: Iterable[Path], listable: Iterable[Path] = ()) -> None:
    """Give up everything but reading below `readable`. Needs gain_nothing_by_exec() before.

    Args:
        readable: Files and folders.
        listable: Folders whose names may be listed, as may those below; no file in them can be read for that.

    Raises:
        OSError: This kernel has no Landlock, or refuses.
    """
    abi = version()
    if not abi:
        raise OSError(0, "this kernel has no Landlock, or it is not among its security modules")
    rules = _ruleset(abi)
    try:
        for place in readable:
            _allow(rules, place, _READ_FILE | _READ_FOLDER)
        for place in listable:
            _allow(rules, place, _READ_FOLDER)
        kernel.system_call(_RESTRICT, "landlock_restrict_self", ctypes.c_int(rules), ctypes.c_uint32(0))
    finally:
        os.close(rules)


def _ruleset(abi: int) -> int:
    """Return a descriptor of rules that handle, and so deny, all that this ABI knows."""
    files = (1 << _FILE_RIGHTS.get(abi, 16)) - 1
    tcp, scopes = (3 if abi >= 4 else 0), (3 if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    attributes = struct.pack("=QQQ", files, tcp, scopes)[:size]
    buffer = ctypes.create_string_buffer(attributes, size)
    return kernel.system_call(_CREATE, "landlock_create_ruleset", buffer, ctypes.c_size_t(size), ctypes.c_uint32(0))


def _allow(rules: int, place: Path, rights: int) -> None:
    try:
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= ~_READ_FOLDER  # the kernel refuses it for a file
        beneath = ctypes.create_string_buffer(struct.pack("=Qi", rights, descriptor), 12)  # packed in the kernel, too
        what = f"landlock_add_rule {place}"
        kernel.system_call(_ADD, what, ctypes.c_int(rules), ctypes.c_int(1), beneath, ctypes.c_uint32(0))
    finally:
        os.close(descriptor)
