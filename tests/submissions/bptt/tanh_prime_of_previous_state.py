"""expect: wrong, bptt.tanh_prime_of_previous_state"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = len(xs), W_hh.shape[0]
    dtanh = 1 - hs**2
    delta = np.zeros((T + 1, H))
    dh = np.zeros(H)
    for t in range(T - 1, -1, -1):
        delta[t] = (dhs[t] + dh) * dtanh[t]
        dh = W_hh.T @ delta[t]
    delta = delta[:T]
    return delta.T @ xs, delta.T @ hs[:T], delta.sum(0), dh
