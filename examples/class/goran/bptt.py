import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh = np.zeros_like(W_xh)
    dW_hh = np.zeros_like(W_hh)
    db = np.zeros(len(W_hh))
    dh_next = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        dh = dhs[t] + dh_next
        da = dh * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        dh_next = W_hh @ da
    return dW_xh, dW_hh, db, dh_next


def numerical_gradient(f, w, eps=1e-5):
    g = np.zeros_like(w)
    for i in np.ndindex(w.shape):
        w2 = w.copy()
        w2[i] += eps
        g[i] = (f(w2) - f(w)) / eps
    return g
