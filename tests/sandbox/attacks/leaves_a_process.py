"""expect: contained; leaves a process in a session of its own"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)

import time

if os.fork() == 0:
    os.setsid()
    libc.prctl(15, b"left_behind", 0, 0, 0)
    if os.fork() == 0:
        time.sleep(20)
    os._exit(0)
time.sleep(0.1)
