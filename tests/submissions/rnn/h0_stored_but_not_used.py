"""expect: wrong, rnn.h0_stored_but_not_used"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    history = [np.array(h0)]
    state = np.zeros_like(h0)
    for x in xs:
        state = np.tanh(W_xh @ x + W_hh @ state + b)
        history.append(state)
    return np.vstack(history)
