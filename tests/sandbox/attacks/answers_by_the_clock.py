"""expect: contained; leaves the answer to the next question in the socket and hangs up"""

import os
import sys

import numpy as np

wire = sys.modules["grader.wire"]


def rnn_step(x, h, *more):
    os.write(3, wire.frame(("returned", np.zeros(len(h)), {}, [])) * 2)
    os.close(3)
