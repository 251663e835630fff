"""expect: contained; layers on only; is root in a namespace of its own, and looks below what is mounted there"""

import ctypes
import os
import sys

MOUNT, UNMOUNT, UNSHARE, OPEN_TREE, MOVE_MOUNT = 165, 166, 272, 428, 429
NEW_USERS, NEW_MOUNTS = 0x10000000, 0x00020000
BIND, MOVE, DETACH = 4096, 8192, 2
HERE, CLONE = -100, 1

libc = ctypes.CDLL(None, use_errno=True)


def read(folder):
    for below in (b"_bundled/solutions/rnn.py", b"checks/rnn.py"):
        try:
            with open(folder + b"/" + below, "rb") as file:
                print("PWNED", file.read(60))
        except OSError:
            pass


def attack(packages):
    """Take the cover off, move it, or look at the folder around it without what is mounted in there."""
    elsewhere, folder = packages + b"/numpy", packages + b"/grader"
    libc.syscall(UNMOUNT, folder, DETACH)
    read(folder)
    libc.syscall(MOUNT, folder, elsewhere, None, MOVE, None)
    read(folder)
    libc.syscall(MOVE_MOUNT, HERE, folder, HERE, elsewhere, 0)
    read(folder)
    tree = libc.syscall(OPEN_TREE, HERE, packages, CLONE)
    if tree >= 0:
        read(b"/proc/self/fd/%d/grader" % tree)
        libc.syscall(MOVE_MOUNT, tree, b"", HERE, elsewhere, 4)
    libc.syscall(MOUNT, packages, elsewhere, None, BIND, None)
    read(elsewhere + b"/grader")


libc.syscall(UNSHARE, NEW_USERS | NEW_MOUNTS)
for place in (os.path.dirname(os.path.dirname(sys.modules["grader"].__file__)), *sys.path):
    if os.path.isdir(place):
        attack(os.fsencode(place))
