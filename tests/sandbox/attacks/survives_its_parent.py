"""expect: contained; asks to outlive its parent"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(157, 1, 0, 0, 0, 0)
    if result >= 0:
        print("PWNED", result)


attack()
