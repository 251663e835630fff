"""expect: contained; makes a timer that signals"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    timer = ctypes.c_int(0)

    result = libc.syscall(222, 1, None, ctypes.byref(timer))
    if result >= 0:
        print("PWNED", result)


attack()
