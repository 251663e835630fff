"""expect: contained; loads a program into the kernel"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    kept = ctypes.create_string_buffer(b'\2\0\0\0\4\0\0\0\10\0\0\0\1\0\0\0', 128)

    result = libc.syscall(321, 0, kept, 128)
    if result >= 0:
        print("PWNED", result)


attack()
