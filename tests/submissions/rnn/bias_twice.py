"""expect: wrong, rnn.bias_twice"""
import numpy as np


def linear(v, W, bias):
    return W @ v + bias


def rnn_step(x, h_prev, W_xh, W_hh, b):
    # like torch.nn.RNN: two linear layers
    return np.tanh(linear(x, W_xh, b) + linear(h_prev, W_hh, b))
