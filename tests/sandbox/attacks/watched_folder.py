"""expect: contained; watches others' files come and go"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    descriptor = libc.inotify_init()
    if descriptor >= 0 and libc.inotify_add_watch(descriptor, __DROP__.encode(), 0xFFF) >= 0:
        print("PWNED")


attack()
