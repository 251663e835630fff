"""expect: contained; makes 1 equal to 0 for everybody in the process"""

import ctypes


def rnn_step(x, h, *more):
    ctypes.memmove(id(1) + 24, (0).to_bytes(4, "little"), 4)
    ctypes.memset(id(True) + 24, 0, 4)
    return h
