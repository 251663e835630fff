"""expect: right; one wide matrix, one long vector with a 1 at its end"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return np.tanh(np.column_stack([W_xh, W_hh, b]) @ np.concatenate([x, h_prev, [1.0]]))


def rnn_forward(xs, h0, W_xh, W_hh, b):
    wide = np.column_stack([W_xh, W_hh, b])
    rows = [h0]
    for x in xs:
        rows.append(np.tanh(wide @ np.append(np.append(x, rows[-1]), 1.0)))
    return np.array(rows)
