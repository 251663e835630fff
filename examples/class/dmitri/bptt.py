import numpy as np

TINY = 1e-8


def clean(g):
    """Remove numerical noise."""
    return np.where(np.abs(g) < TINY, 0.0, g)


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    dW_xh, dW_hh, db = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(H)
    back = np.zeros(H)
    for t in reversed(range(T)):
        da = (dhs[t] + back) * (1 - hs[t + 1] ** 2)
        dW_xh += da[:, None] * xs[t][None, :]
        dW_hh += da[:, None] * hs[t][None, :]
        db += da
        back = clean(W_hh.T @ da)
    return dW_xh, dW_hh, db, back


def numerical_gradient(f, w, eps=1e-5):
    g = np.zeros_like(w)
    for i in np.ndindex(*w.shape):
        e = np.zeros_like(w)
        e[i] = eps
        g[i] = (f(w + e) - f(w - e)) / (2 * eps)
    return g


def step_contributions(xs, hs, dh_last, W_hh):
    out = np.zeros(len(xs))
    back = dh_last
    for t in reversed(range(len(xs))):
        da = back * (1 - hs[t + 1] ** 2)
        out[t] = np.linalg.norm(da[:, None] * hs[t][None, :])
        back = clean(W_hh.T @ da)
    return out
