"""expect: contained; makes a user and a network namespace"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(272, 0x50000000)
    if result >= 0:
        print("PWNED", result)


attack()
