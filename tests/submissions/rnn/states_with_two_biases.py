"""expect: wrong, rnn.states_with_two_biases"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    b_ih = b_hh = b
    outputs = [h0]
    for x in xs:
        outputs.append(np.tanh(W_xh @ x + b_ih + W_hh @ outputs[-1] + b_hh))
    return np.array(outputs)
