"""expect: contained; installs a filter that hides the other"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)


    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


    libc.prctl(38, 1, 0, 0, 0)
    program = Program(1, b"\6\0\0\0\0\0\xff\x7f")

    result = libc.syscall(317, 1, 0, ctypes.byref(program))
    if result >= 0:
        print("PWNED", result)


attack()
