"""expect: wrong, truncated_bptt.window_without_its_last_state"""
import numpy as np


def _bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    results = []
    for start in range(0, len(xs), window):
        piece = slice(start, start + window)
        results.append(_bptt(xs[piece], hs[piece], dhs[piece], W_xh, W_hh))
    if not results:
        return _bptt(xs, hs, dhs, W_xh, W_hh)
    return sum(r[0] for r in results), sum(r[1] for r in results), sum(r[2] for r in results), results[0][3]
