"""expect: contained; leaves a message for the next submission"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(68, 0x5EC2E7, 0o1666)
    if result >= 0:
        print("PWNED", result)
        libc.syscall(71, result, 0, None)


attack()
