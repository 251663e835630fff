"""expect: contained; counts what others do"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    kept = ctypes.create_string_buffer(b'\1\0\0\0\200\0\0\0', 128)

    result = libc.syscall(298, kept, 0, -1, -1, 0)
    if result >= 0:
        print("PWNED", result)


attack()
