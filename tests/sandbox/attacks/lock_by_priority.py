"""expect: contained; uses the kernel's locks that inherit priority"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    lock = ctypes.c_uint32(0)

    result = libc.syscall(202, ctypes.byref(lock), 6 | 128, 0, None)
    if result >= 0:
        print("PWNED", result)


attack()
