import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T = xs.shape[0]
    dW_xh = np.zeros(W_xh.shape)
    dW_hh = np.zeros(W_hh.shape)
    db = np.zeros(W_hh.shape[0])
    dh_next = np.zeros(W_hh.shape[0])
    for t in range(T - 1, -1, -1):
        h = hs[t + 1]  # the state of this step
        dh = dhs[t] + dh_next
        da = dh * (1 - h * h)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, h)
        db += da
        dh_next = np.dot(W_hh.T, da)
    return dW_xh, dW_hh, db, dh_next


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros(w.shape)
    it = np.nditer(w, flags=["multi_index"])
    for _ in it:
        i = it.multi_index
        plus = np.array(w)
        plus[i] = plus[i] + eps
        minus = np.array(w)
        minus[i] = minus[i] - eps
        grad[i] = (f(plus) - f(minus)) / (2 * eps)
    return grad


def step_contributions(xs, hs, dh_last, W_hh):
    T = xs.shape[0]
    norms = np.zeros(T)
    dh = dh_last
    for t in range(T - 1, -1, -1):
        h = hs[t + 1]
        da = dh * (1 - h * h)
        norms[t] = np.sqrt(np.sum(np.outer(da, h) ** 2))
        dh = np.dot(W_hh.T, da)
    return norms
