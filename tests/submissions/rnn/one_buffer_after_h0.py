"""expect: wrong, rnn.one_buffer_after_h0"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    work = np.empty_like(h0)
    prev = h0
    hs = [h0]
    for x in xs:
        np.tanh(W_xh @ x + W_hh @ prev + b, out=work)
        hs.append(work)
        prev = work
    return np.stack(hs, axis=0)
