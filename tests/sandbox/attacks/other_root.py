"""expect: contained; changes its root"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(161, b"/tmp")
    if result >= 0:
        print("PWNED", result)


attack()
