"""expect: right; one buffer, copied every time it is stored; an extra parameter with a default"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b, activation=np.tanh):
    out = np.dot(W_xh, x)
    out += np.dot(W_hh, h_prev)
    out += b
    return activation(out, out)


def rnn_forward(xs, h0, W_xh, W_hh, b, activation=np.tanh):
    h = np.array(h0, dtype=float)
    hs = np.zeros((1 + len(xs), h.size))
    hs[0] = h
    t = 0
    while t < len(xs):
        h[:] = rnn_step(xs[t], h, W_xh, W_hh, b, activation)
        t += 1
        hs[t] = h
    return hs
