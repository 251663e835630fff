"""expect: wrong; math.exp raises OverflowError where numpy's gives inf, and the message says so already"""
import math


def rnn_step(x, h_prev, W_xh, W_hh, b):
    z = W_xh @ x + W_hh @ h_prev + b
    return [(math.exp(v) - math.exp(-v)) / (math.exp(v) + math.exp(-v)) for v in z]
