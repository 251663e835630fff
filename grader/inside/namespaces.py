"""Namespaces: a world with nothing in it. Own users, processes, mounts, network, System V objects, host name.

Three processes come of it. The one that was started stays outside, holds nothing and waits: to kill it is to kill
everything. Below it one that entered the new namespaces, only to be the parent of the third, which is the first
process of its own process namespace; that one returns from `enter` and becomes the zygote.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from grader.inside import kernel

NOBODY = 64321  # an unprivileged uid and gid that no account has; what root's learners run as
INSIDE = 65534  # its name in there

_STATVFS_RELATIVE = 4096  # ST_RELATIME; the other flags have one number in statvfs and mount

_EVERYTHING = (
    kernel.NEW_USERS
    | kernel.NEW_PROCESSES
    | kernel.NEW_MOUNTS
    | kernel.NEW_NETWORK
    | kernel.NEW_IPC
    | kernel.NEW_HOST_NAME
)


def enter() -> str:
    """Fork into new namespaces.

    Returns:
        In the first process of the new namespaces: "on". In the process that called, only when the machine refuses:
        the step that failed. Nothing has changed for it then.
    """
    heard, said = os.pipe()
    asked, answered = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        os.close(answered)
        _enter_below(said, asked)
        return "on"
    os.close(said)
    os.close(asked)
    try:
        refusal = _heard_from(child, heard, answered)
    except OSError as error:
        refusal = f"uid_map: {error.strerror}"
    os.close(answered)
    os.close(heard)
    if refusal != "on":
        os.waitpid(child, 0)
        return refusal or "ended without a word"
    _wait_for(child)


def _heard_from(child: int, heard: int, answered: int) -> str:
    """Name the users of the child's namespace once it has one, and return what it says at its end of the way.

    Root names two: root, to read the interpreter with, and nobody. Everybody else may only name himself, and the child
    does that.
    """
    first = os.read(heard, 1)
    if first != b"?":
        return (first + os.read(heard, 500)).decode()
    if os.getuid() == 0:
        for kind in ("uid_map", "gid_map"):
            Path(f"/proc/{child}/{kind}").write_text(f"0 0 1\n{INSIDE} {NOBODY} 1\n")
    os.write(answered, b"!")
    return os.read(heard, 500).decode()


def _enter_below(said: int, asked: int) -> None:
    step = "unshare"
    try:
        kernel.die_with_parent()
        uid, gid = os.getuid(), os.getgid()
        kernel.unshare(_EVERYTHING)
        os.write(said, b"?")
        step = "uid_map"
        if os.read(asked, 1) != b"!":
            os._exit(1)
        if uid != 0:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{INSIDE} {uid} 1\n")
            Path("/proc/self/gid_map").write_text(f"{INSIDE} {gid} 1\n")
        os.close(asked)
        step = "fork"
        first = os.fork()
        if first:
            os.close(said)
            _wait_for(first)
        kernel.die_with_parent()
        step = "mount"  # Ubuntu lets everybody come this far and no farther
        kernel.mount(None, "/", kernel.RECURSIVE | kernel.PRIVATE)
        kernel.mount("trial", "/tmp", kernel.NO_SETUID, "tmpfs", "size=4k")  # noqa: S108  in a mount namespace of ours
        kernel.unmount("/tmp")  # noqa: S108  a mount of ours; nothing is written there
    except OSError as error:
        os.write(said, f"{step}: {error.strerror}".encode())
        os._exit(1)
    os.write(said, b"on")
    os.close(said)


def _wait_for(child: int) -> NoReturn:
    """Hold nothing, wait, end as the child ended."""
    os.closerange(0, 3)
    for descriptor in _descriptors():
        os.close(descriptor)
    _, status = os.waitpid(child, 0)
    os._exit(abs(os.waitstatus_to_exitcode(status)) & 0xFF)


def _descriptors() -> list[int]:
    open_ones = []
    for descriptor in range(3, 256):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        open_ones.append(descriptor)
    return open_ones


# The root


def leave_for_an_empty_root(places: Sequence[Path], covered: Sequence[Path] = ()) -> None:
    """Make a root that holds read-only views of these places and nothing else: no /proc, /sys, /etc, /tmp, no home.

    Args:
        places: Files and folders, none below another.
        covered: Folders below them that appear empty.

    Raises:
        OSError: The machine refuses a mount.
    """
    base = "/tmp"  # noqa: S108  any folder that is always there; only its place is used
    shown = [_Shown(place) for place in places]  # before base is covered: a venv may lie below it
    opened = os.open("/proc/self/fd", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    kernel.mount("root", base, kernel.NO_SETUID | kernel.NO_DEVICES, "tmpfs", "size=4m,nr_inodes=8192,mode=755")
    try:
        for one in shown:
            one.show_below(Path(base), opened)
        for folder in covered:
            _cover(Path(base) / folder.relative_to("/"))
        closed = kernel.READ_ONLY | kernel.NO_SETUID | kernel.NO_DEVICES | kernel.NO_EXEC
        kernel.mount(None, base, kernel.REMOUNT | kernel.BIND | closed)
    except OSError:
        os.chdir("/")
        kernel.unmount(base)
        raise
    os.close(opened)
    os.chdir(base)
    kernel.pivot_here()


class _Shown:
    """One place, held by a descriptor from before the old root is covered."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.link = place.readlink() if place.is_symlink() else None  # /lib -> usr/lib on merged systems
        self.descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
        self.folder = stat.S_ISDIR(os.fstat(self.descriptor).st_mode)
        self.flags = os.fstatvfs(self.descriptor).f_flag

    def show_below(self, base: Path, opened: int) -> None:
        target = base / self.place.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if self.link is not None:
            target.symlink_to(self.link)
        else:
            self._bind(target, opened)
        os.close(self.descriptor)

    def _bind(self, target: Path, opened: int) -> None:
        if self.folder:
            target.mkdir(exist_ok=True)
        else:
            target.touch(0o444)
        os.fchdir(opened)
        kernel.mount(str(self.descriptor), str(target), kernel.BIND | kernel.RECURSIVE)
        # A bind ignores READ_ONLY: that takes a second call, which must repeat what a parent namespace has locked.
        kept = self.flags & (kernel.NO_EXEC | kernel.NO_ACCESS_TIME | kernel.NO_FOLDER_ACCESS_TIME)
        kept |= kernel.RELATIVE_ACCESS_TIME if self.flags & _STATVFS_RELATIVE else 0
        devices = 0 if self.place.is_relative_to("/dev") else kernel.NO_DEVICES
        flags = kernel.BIND | kernel.REMOUNT | kernel.READ_ONLY | kernel.NO_SETUID | devices | kept
        kernel.mount(None, str(target), flags)


def _cover(folder: Path) -> None:
    """Lay an empty folder over one in a view.

    To take it off again, or to look below it through another view, is for who has SYS_ADMIN in this mount namespace,
    and no child has. In a namespace that a child might make for itself the kernel locks view and cover together.
    A folder that is put in its place later is not covered: against that stands Landlock, which knows it not.
    """
    flags = kernel.READ_ONLY | kernel.NO_SETUID | kernel.NO_DEVICES | kernel.NO_EXEC
    kernel.mount("cover", str(folder), flags, "tmpfs", "size=4k,mode=555")


# One process namespace per child


def fork_into_own_processes(own: int) -> int:
    """Fork a child that is the first process of a namespace of its own: to kill it is to kill all it started.

    Args:
        own: A descriptor of this process (pidfd), the way back.
    """
    kernel.unshare(kernel.NEW_PROCESSES)
    child = os.fork()
    if child:
        kernel.enter(own, kernel.NEW_PROCESSES)  # without this the next unshare fails
    return child
