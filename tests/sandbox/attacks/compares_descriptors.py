"""expect: contained; has the kernel compare its objects with the grader's"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(312, os.getpid(), __GRADER__, 0, 3, 3)
    if result >= 0:
        print("PWNED", result)


attack()
