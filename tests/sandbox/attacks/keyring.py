"""expect: contained; leaves a key in its user's ring"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(248, b"user", b"left", b"here", 4, -5)
    if result >= 0:
        print("PWNED", result)


attack()
