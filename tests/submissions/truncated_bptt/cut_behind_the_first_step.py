"""expect: wrong, truncated_bptt.cut_behind_the_first_step"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("bad window")
    dW_xh = np.zeros(W_xh.shape)
    dW_hh = np.zeros(W_hh.shape)
    db = np.zeros(W_hh.shape[0])
    dh_next = np.zeros(W_hh.shape[0])
    for t in range(len(xs) - 1, -1, -1):
        dh = dhs[t].copy()
        if t % window != 0:
            dh += dh_next
        dz = dh * (1 - np.square(hs[t + 1]))
        dW_xh += np.einsum("i,j->ij", dz, xs[t])
        dW_hh += np.einsum("i,j->ij", dz, hs[t])
        db += dz
        dh_next = np.einsum("i,ij->j", dz, W_hh)
    return dW_xh, dW_hh, db, dh_next
