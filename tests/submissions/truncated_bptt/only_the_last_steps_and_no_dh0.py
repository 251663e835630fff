"""expect: wrong, truncated_bptt.only_the_last_steps_and_no_dh0"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("no window")
    T = len(dhs)
    das = np.zeros(dhs.shape)
    dh0 = np.zeros(len(W_hh))
    back = np.zeros(len(W_hh))
    for steps_back, t in enumerate(range(T - 1, -1, -1)):
        if steps_back == window:
            break
        das[t] = (dhs[t] + back) * (1 - hs[t + 1] ** 2)
        back = das[t] @ W_hh
        if t == 0:
            dh0 = back
    return das.T @ xs, das.T @ hs[:-1], das.sum(axis=0), dh0
