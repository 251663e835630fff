"""expect: contained; returns values of our own kinds with nonsense inside"""

import sys

wire = sys.modules["grader.wire"]


def rnn_step(x, h, *more):
    field = wire.ScalarField(h, h, h)
    object.__setattr__(field, "a", [field])
    return field


def rnn_forward(*anything):
    return wire.Chance(-(2**70))
