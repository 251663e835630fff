"""expect: right; columns inside, rows outside, and a tuple of 0-d arrays for a step"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    h = np.tanh(W_xh @ x[:, None] + W_hh @ h_prev[:, None] + b[:, None])
    return tuple(np.array(v) for v in h[:, 0])


def rnn_forward(xs, h0, W_xh, W_hh, b):
    columns = [h0.reshape(-1, 1)]
    for x in xs:
        columns.append(np.tanh(W_xh @ x.reshape(-1, 1) + W_hh @ columns[-1] + b.reshape(-1, 1)))
    return np.hstack(columns).T
