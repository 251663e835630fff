"""expect: contained; locks 32 MB into memory"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    kept = ctypes.create_string_buffer(32 << 20)
    if libc.mlock(kept, 32 << 20) == 0:
        print("PWNED")


attack()
