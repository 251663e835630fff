"""expect: contained; signals its parent's thread"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(234, os.getppid(), os.getppid(), 0)
    if result >= 0:
        print("PWNED", result)


attack()
