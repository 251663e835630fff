"""expect: contained; moves pages between files without copying them"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    files, at = (os.open("/dev/null", 0),), ctypes.c_long(0)

    result = libc.syscall(275, files[0], ctypes.byref(at), 1, None, 1, 0)
    if result >= 0:
        print("PWNED", result)


attack()
