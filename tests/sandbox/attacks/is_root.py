"""expect: contained; becomes root"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(105, 0)
    if result >= 0:
        print("PWNED", result)


attack()
