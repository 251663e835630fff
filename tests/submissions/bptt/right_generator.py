"""expect: right; a generator walks, sums collect; 0-d arrays for numbers"""
import numpy as np


def _walk(hs, dhs, W_hh):
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(dhs))):
        da = (dhs[t] + carry) * (1 - hs[t + 1]) * (1 + hs[t + 1])
        carry = W_hh.T @ da
        yield t, da, carry


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh, db, dh0 = W_xh * 0, W_hh * 0, W_hh[0] * 0, W_hh[0] * 0
    for t, da, dh0 in _walk(hs, dhs, W_hh):
        dW_xh, dW_hh, db = dW_xh + np.outer(da, xs[t]), dW_hh + np.outer(da, hs[t]), db + da
    return dW_xh, dW_hh, db, dh0


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        up = np.array(f(w))
        w[i] = old - eps
        down = np.array(f(w))
        w[i] = old
        grad[i] = (up - down) / (2 * eps)
    return grad


def step_contributions(xs, hs, dh_last, W_hh):
    dhs = np.vstack([np.zeros((len(xs), len(W_hh))), dh_last])[1:]
    found = {t: np.array(np.linalg.norm(np.outer(da, hs[t]))) for t, da, _ in _walk(hs, dhs, W_hh)}
    return [found[t] for t in range(len(xs))]
