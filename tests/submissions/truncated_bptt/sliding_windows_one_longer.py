"""expect: wrong, truncated_bptt.sliding_windows_one_longer"""
import numpy as np


def truncated_bptt(xs, hs, dhs, U, W, bptt_truncate):
    if bptt_truncate < 1:
        raise ValueError("bptt_truncate")
    T = len(xs)
    dLdU, dLdW, dLdb, dLdh0 = np.zeros(U.shape), np.zeros(W.shape), np.zeros(W.shape[0]), np.zeros(W.shape[0])
    for t in np.arange(T)[::-1]:
        delta_t = dhs[t] * (1 - hs[t + 1] ** 2)
        for step in np.arange(max(0, t - bptt_truncate), t + 1)[::-1]:
            dLdW += np.outer(delta_t, hs[step])
            dLdU += np.outer(delta_t, xs[step])
            dLdb += delta_t
            back = W.T.dot(delta_t)
            if step == 0:
                dLdh0 += back
            delta_t = back * (1 - hs[step] ** 2)
    return dLdU, dLdW, dLdb, dLdh0
