"""expect: contained; speaks for us with our own packer, at import and in every call"""

import os
import sys

import numpy as np

wire = sys.modules["grader.wire"]
os.write(3, wire.frame(("ready", dict.fromkeys(("namespaces", "landlock", "seccomp", "rlimits"), "on"))))


def rnn_step(x, h, *more):
    for word in ("passed", "returned", "loaded"):
        os.write(3, wire.frame((word, True, {}, [])))
    return np.zeros(len(h))
