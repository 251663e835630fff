"""expect: wrong, rnn.sigmoid_state"""
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return sigmoid(W_xh @ x + W_hh @ h_prev + b)
