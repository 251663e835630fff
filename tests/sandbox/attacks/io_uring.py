"""expect: contained; calls the kernel by a queue that filters do not see"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    kept = ctypes.create_string_buffer(512)

    result = libc.syscall(425, 8, kept)
    if result >= 0:
        print("PWNED", result)


attack()
