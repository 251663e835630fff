"""expect: contained; makes a user namespace, in which it is root"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)

    result = libc.syscall(272, 0x10000000)
    if result >= 0:
        print("PWNED", result)


attack()
