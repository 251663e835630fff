"""expect: wrong, rnn.forgets_h_prev"""
import math


def rnn_step(x, h_prev, W_xh, W_hh, b):
    h = []
    for row, bias in zip(W_xh, b):
        total = bias
        for w, value in zip(row, x):
            total += w * value
        h.append(math.tanh(total))
    return h
