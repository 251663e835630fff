"""expect: contained; takes the questions that wait off the socket, and answers them all in its own words"""

import os
import select
import sys

import numpy as np

wire = sys.modules["grader.wire"]


def rnn_step(x, h, *more):
    waiting = os.read(3, 1 << 20) if select.select([3], [], [], 0)[0] else b""
    while len(waiting) > 4:
        size = wire.frame_length(waiting[:4])
        wire.unpack(waiting[4 : 4 + size])
        waiting = waiting[4 + size :]
        os.write(3, wire.frame(("returned", np.zeros(len(h)), {}, [])))
    return np.zeros(len(h))
