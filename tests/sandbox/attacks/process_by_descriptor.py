"""expect: contained; holds the grader by a descriptor"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(434, __GRADER__, 0)
    if result >= 0:
        print("PWNED", result)


attack()
