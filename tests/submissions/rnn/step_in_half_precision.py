"""expect: wrong, general.half_precision; float16 keeps three digits, and float32 is as coarse as it may be"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return np.tanh(W_xh @ x + W_hh @ h_prev + b).astype(np.float16)
