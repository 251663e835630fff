"""expect: contained; lists its user's ring"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(250, 0, -4, 1, 0, 0)
    if result >= 0:
        print("PWNED", result)


attack()
