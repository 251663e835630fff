"""expect: contained; writes its own segment table"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    kept = ctypes.create_string_buffer(16)

    result = libc.syscall(154, 1, kept, 16)
    if result >= 0:
        print("PWNED", result)


attack()
