"""expect: contained; shares memory with the next submission"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    # taken away again, so that only this one answers

    result = libc.syscall(29, 0x5EC2E7, 4096, 0o1666)
    if result >= 0:
        print("PWNED", result)
        libc.syscall(31, result, 0, None)


attack()
