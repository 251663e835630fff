"""expect: contained; makes semaphores that outlive it"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(64, 0, 1, 0o666 | 0o1000)
    if result >= 0:
        print("PWNED", result)


attack()
