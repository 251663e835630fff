"""expect: contained; puts two answers into one frame"""

import os
import struct
import sys

import numpy as np

wire = sys.modules["grader.wire"]


def rnn_step(x, h, *more):
    answer = wire.pack(("returned", np.zeros(len(h)), {}, []))
    os.write(3, struct.pack("<I", 2 * len(answer)) + answer * 2)
    return np.zeros(len(h))
