"""expect: contained; raises in the main thread again and again, also when it is ours"""

import ctypes
import sys
import threading


def again(*anything):
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(threading.main_thread().ident), ctypes.py_object(SystemExit)
    )
    return again


sys.setprofile(again)


def rnn_step(*anything):
    return again()
