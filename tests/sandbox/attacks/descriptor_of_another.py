"""expect: contained; takes a descriptor out of the grader"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(438, libc.syscall(434, __GRADER__, 0), 0, 0)
    if result >= 0:
        print("PWNED", result)


attack()
