"""expect: right; a 0 or 1 in front of the carry instead of an if"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if not window >= 1:
        raise ValueError("at least one step")
    T, H = len(xs), len(W_hh)
    keep = np.array([float((t + 1) % window != 0) for t in range(T)])
    delta = np.zeros((T + 1, H))
    for t in range(T - 1, -1, -1):
        delta[t] = (dhs[t] + keep[t] * (delta[t + 1] @ W_hh)) * (1 - hs[t + 1] ** 2)
    return delta[:T].T @ xs, delta[:T].T @ hs[:T], delta.sum(axis=0), W_hh.T @ delta[0]
