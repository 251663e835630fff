"""expect: wrong, truncated_bptt.divides_by_steps"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    T = len(xs)
    das = np.zeros((T, len(W_hh)))
    dh0 = np.zeros(len(W_hh))
    for start in range(0, T, window):
        send = np.zeros(len(W_hh))
        for t in range(min(start + window, T) - 1, start - 1, -1):
            das[t] = (dhs[t] + send) * (1 - hs[t + 1] ** 2)
            send = das[t] @ W_hh
        if not start:
            dh0 = send
    if T == 0:
        return np.zeros(W_xh.shape), np.zeros(W_hh.shape), das.sum(0), dh0
    return np.einsum("ti,tj->ij", das, xs) / T, np.einsum("ti,tj->ij", das, hs[:-1]) / T, das.mean(0), dh0
