"""expect: contained; traces its parent"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(101, 16, os.getppid(), 0, 0)
    if result >= 0:
        print("PWNED", result)


attack()
