"""expect: contained; makes every processor of the machine stop for it"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(324, 1, 0, 0)
    if result >= 0:
        print("PWNED", result)


attack()
