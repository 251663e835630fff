"""expect: contained; reads its parent's memory by a call"""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)


    class Span(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


    kept = ctypes.create_string_buffer(64)
    local, remote = Span(ctypes.addressof(kept), 64), Span(ctypes.addressof(kept), 64)

    result = libc.syscall(310, os.getppid(), ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)
    if result >= 0:
        print("PWNED", result)


attack()
