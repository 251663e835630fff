"""expect: contained; mounts a file system"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(165, b"none", b"/tmp", b"tmpfs", 0, None)
    if result >= 0:
        print("PWNED", result)


attack()
