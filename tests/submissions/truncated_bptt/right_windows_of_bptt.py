"""expect: right; full backpropagation on each slice, summed"""
import numpy as np


def _full(xs, hs, dhs, W_xh, W_hh):
    H = len(W_hh)
    e, out = np.zeros(H), [np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(H)]
    for x, h_prev, h, d in zip(xs[::-1], hs[-2::-1], hs[:0:-1], dhs[::-1]):
        z = (d + e) * (1 - h * h)
        out[0] += np.multiply.outer(z, x)
        out[1] += np.multiply.outer(z, h_prev)
        out[2] += z
        e = W_hh.T @ z
    return out, e


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError(f"window = {window}")
    pieces = [
        _full(xs[a : a + window], hs[a : a + window + 1], dhs[a : a + window], W_xh, W_hh)
        for a in range(0, max(len(xs), 1), window)
    ]
    return (*(sum(p[0][i] for p in pieces) for i in range(3)), pieces[0][1])
