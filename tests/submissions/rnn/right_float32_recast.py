"""expect: right; computed in float32, returned as float64"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    z = W_xh.astype("f4") @ x.astype("f4") + W_hh.astype("f4") @ h_prev.astype("f4") + b.astype("f4")
    return np.tanh(z).astype(float)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for x in xs:
        hs.append(rnn_step(x, hs[-1], W_xh, W_hh, b))
    return np.array(hs)
