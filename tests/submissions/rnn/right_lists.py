"""expect: right; Python floats in nested lists, math only"""
from math import tanh


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return [
        tanh(sum(w * v for w, v in zip(wx, x)) + sum(w * v for w, v in zip(wh, h_prev)) + bias)
        for wx, wh, bias in zip(W_xh, W_hh, b)
    ]


def rnn_forward(xs, h0, W_xh, W_hh, b):
    states = [list(h0)]
    for x in xs:
        states.append(rnn_step(x, states[-1], W_xh, W_hh, b))
    return states
