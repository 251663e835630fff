"""expect: wrong, general.clipped; a clip at 1 - 1e-8 shows in saturated units only, by 1e-8"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    eps = 1e-8
    return np.clip(np.tanh(W_xh @ x + W_hh @ h_prev + b), -1 + eps, 1 - eps)
