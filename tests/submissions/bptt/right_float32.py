"""expect: right; float32 throughout"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    xs, hs, dhs, W_xh, W_hh = (np.asarray(a, np.float32) for a in (xs, hs, dhs, W_xh, W_hh))
    dW_xh, dW_hh, db = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros_like(hs[0])
    carry = np.zeros_like(hs[0])
    for t in reversed(range(len(xs))):
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry


def step_contributions(xs, hs, dh_last, W_hh):
    hs, carry, W_hh = (np.asarray(a, np.float32) for a in (hs, dh_last, W_hh))
    norms = np.zeros(len(xs), np.float32)
    for t in reversed(range(len(xs))):
        da = carry * (1 - hs[t + 1] ** 2)
        norms[t] = np.linalg.norm(da) * np.linalg.norm(hs[t])
        carry = W_hh.T @ da
    return norms
