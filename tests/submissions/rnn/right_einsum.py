"""expect: right; einsum, with all inputs projected at once"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return np.tanh(np.einsum("hd,d->h", W_xh, x) + np.einsum("hk,k->h", W_hh, h_prev) + b)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    drive = np.einsum("td,hd->th", xs, W_xh) + b
    hs = np.concatenate([h0[None], np.zeros_like(drive)])
    for t, d in enumerate(drive):
        np.tanh(d + W_hh @ hs[t], out=hs[t + 1])
    return hs
