"""The Linux calls that Python has no name for, as plain functions that raise OSError. ctypes and nothing else.

Every number is from the kernel's own headers; the system-call table is in seccomp.py, where each has a verdict.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from pathlib import Path

MACHINE = platform.machine()

NEW_MOUNTS, NEW_HOST_NAME, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USERS, NEW_PROCESSES, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000

READ_ONLY, NO_SETUID, NO_DEVICES, NO_EXEC, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
NO_ACCESS_TIME, NO_FOLDER_ACCESS_TIME, RELATIVE_ACCESS_TIME = 1024, 2048, 1 << 21
_DETACH = 2

READ_SEARCH, SYS_ADMIN = 2, 21  # capabilities: read any file; unshare and setns

_PARENT_DEATH, _DUMPABLE, _KEEP_CAPABILITIES, _SECCOMP, _NO_NEW_PRIVILEGES = 1, 4, 8, 22, 38
_COLLAPSE = 25  # MADV_COLLAPSE, Linux 6.1
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_HUGE = 2 << 20

_libc = ctypes.CDLL(None, use_errno=True)


def _done(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def system_call(number: int, what: str, *arguments: object) -> int:
    """Make a call that libc does not wrap."""
    _libc.syscall.restype = ctypes.c_long
    return _done(_libc.syscall(ctypes.c_long(number), *arguments), what)


def _prctl(option: int, value: int, more: int = 0) -> None:
    extended = [ctypes.c_ulong(number) for number in (value, more, 0, 0)]
    _done(_libc.prctl(option, *extended), f"prctl {option}")


# Privileges and the process's own flags


def die_with_parent() -> None:
    """Be killed when the parent ends. A change of uid clears this: ask again afterwards."""
    _prctl(_PARENT_DEATH, 9)


def gain_nothing_by_exec() -> None:
    """No setuid program gives this process anything; seccomp and Landlock ask for it."""
    _prctl(_NO_NEW_PRIVILEGES, 1)


def hide_from_siblings(hidden: bool = True) -> None:
    """No process of the same uid can trace this one or open its /proc files."""
    _prctl(_DUMPABLE, 0 if hidden else 1)


def load_filter(program: bytes) -> None:
    """Install a seccomp filter: an array of struct sock_filter."""
    buffer = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("=H6xQ", len(program) // 8, ctypes.addressof(buffer))  # struct sock_fprog, 64 bit
    holder = ctypes.create_string_buffer(head, len(head))
    _prctl(_SECCOMP, 2, ctypes.addressof(holder))


def keep_capabilities(*kept: int) -> None:
    """Give up every capability but these."""
    header = ctypes.create_string_buffer(struct.pack("=II", 0x20080522, 0), 8)
    low = sum(1 << number for number in kept)  # all that we ever keep are below 32
    sets = ctypes.create_string_buffer(struct.pack("=6I", low, low, 0, 0, 0, 0), 24)
    _done(_libc.capset(header, sets), "capset")


def become(user: int, *kept: int) -> None:
    """Change to an unprivileged uid and gid without groups, with these capabilities and no other."""
    os.setgroups([])
    _prctl(_KEEP_CAPABILITIES, 1)
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    keep_capabilities(*kept)
    _prctl(_KEEP_CAPABILITIES, 0)


# Namespaces and mounts


def unshare(what: int) -> None:
    """Leave namespaces for new ones (os.unshare is Python 3.12)."""
    _done(_libc.unshare(ctypes.c_int(what)), f"unshare {what:#x}")


def enter(descriptor: int, what: int) -> None:
    """Enter the namespace behind a descriptor (os.setns is Python 3.12)."""
    _done(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(what)), "setns")


def mount(source: str | None, target: str, flags: int, kind: str | None = None, options: str | None = None) -> None:
    """Mount a file system, bind a folder or change a mount's flags: what the flags say."""
    texts = [text and os.fsencode(text) for text in (source, target, kind, options)]
    result = _libc.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])
    _done(result, f"mount {kind or source} on {target}")


def unmount(target: str) -> None:
    """Take a mount out of sight now, and away when nobody uses it."""
    _done(_libc.umount2(os.fsencode(target), _DETACH), f"unmount {target}")


def pivot_here() -> None:
    """Make the current folder, a mount, the root; the old root is gone."""
    system_call(_PIVOT_ROOT[MACHINE], "pivot_root", b".", b".")
    unmount(".")
    os.chdir("/")


# Memory and threads


def address_space_bytes() -> int:
    """How much address space this process has mapped."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def threads() -> int:
    """How many threads this process has."""
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def collapse_heap() -> int:
    """Turn the heap into huge pages, so that fork copies 1/512 of the entries; return how many.

    Torch: 13.9 -> 8.4 ms per submission. Needs Linux 6.1 and does nothing before.
    """
    collapsed = 0
    for line in Path("/proc/self/maps").read_text().splitlines():
        span, access, *rest = line.split()
        if access != "rw-p" or (len(rest) > 3 and rest[3] != "[heap]"):
            continue
        first, last = (int(edge, 16) for edge in span.split("-"))
        for address in range((first + _HUGE - 1) & -_HUGE, last & -_HUGE, _HUGE):
            collapsed += _libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(_HUGE), _COLLAPSE) == 0
    return collapsed
