"""expect: wrong, rnn.two_tanhs_and_a_bias"""
from numpy import tanh


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return sum([tanh(W @ v) for W, v in ((W_xh, x), (W_hh, h_prev))], b)
