"""expect: contained; turns off address randomisation"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(135, 0x0040000)
    if result >= 0:
        print("PWNED", result)


attack()
