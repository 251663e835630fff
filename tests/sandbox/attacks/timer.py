"""expect: contained; a timer of the kernel's"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    if libc.timerfd_create(1, 0) >= 0:
        print("PWNED")


attack()
