"""expect: contained; half a frame, then nothing"""

import os
import struct

import numpy as np


def frame(payload):
    return struct.pack("<I", len(payload)) + payload


def text(word):
    return b"s" + struct.pack("<I", len(word)) + word.encode()


def returned(array):
    array = np.asarray(array, dtype="<f8")
    data = b"a\0" + bytes([array.ndim]) + struct.pack(f"<{array.ndim}Q", *array.shape) + array.tobytes()
    return frame(b"t\4\0\0\0" + text("returned") + data + b"m\0\0\0\0" + b"l\0\0\0\0")


import time


def rnn_step(*anything):
    os.write(3, struct.pack("<I", 100) + b"half")
    time.sleep(10)
