"""expect: contained; calls by the numbers of x32"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(0x40000000 + 39)
    if result > 0:
        print("PWNED", result)


attack()
