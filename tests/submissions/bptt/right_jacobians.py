"""expect: right; one Jacobian per step, one sum over all pairs of steps"""
import numpy as np


def jacobian(h, W_hh):
    return np.diag(1 - h**2) @ W_hh


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    total = np.zeros((T + 1, H))  # dL/dhs[t], later steps included
    for s in range(1, T + 1):
        row = dhs[s - 1]
        for t in range(s, -1, -1):
            total[t] += row
            if t:
                row = row @ jacobian(hs[t], W_hh)
    das = total[1:] * (1 - hs[1:] ** 2)
    return das.T @ xs, das.T @ hs[:-1], das.sum(axis=0), total[0]


def step_contributions(xs, hs, dh_last, W_hh):
    T = len(xs)
    norms = []
    for t in range(T):
        product = np.eye(len(W_hh))
        for k in range(t + 2, T + 1):
            product = jacobian(hs[k], W_hh) @ product
        da = (dh_last @ product) * (1 - hs[t + 1] ** 2)
        norms.append(np.hypot.reduce(np.outer(da, hs[t]), axis=None))
    return np.array(norms)
