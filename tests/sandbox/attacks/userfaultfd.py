"""expect: contained; handles page faults itself"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(323, 1)
    if result >= 0:
        print("PWNED", result)


attack()
