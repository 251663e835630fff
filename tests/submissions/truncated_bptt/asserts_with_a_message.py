"""expect: wrong, truncated_bptt.asserts_a_window; an assert with its own words"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    assert window >= 1, f"window is {window}"
    T = len(xs)
    das = np.zeros((T, len(W_hh)))
    dh0 = np.zeros(len(W_hh))
    for start in range(0, T, window):
        send = np.zeros(len(W_hh))
        for t in range(min(start + window, T) - 1, start - 1, -1):
            das[t] = (dhs[t] + send) * (1 - hs[t + 1] ** 2)
            send = das[t] @ W_hh
        if start == 0:
            dh0 = send
    return das.T @ xs, das.T @ hs[:-1], das.sum(0), dh0
