import numpy as np


def _errors(hs, dhs, W_hh):
    """da for every step, and what is left when the walk reaches hs[0]."""
    das = np.zeros(dhs.shape)
    carry = np.zeros(len(W_hh))
    for t in range(len(dhs) - 1, -1, -1):
        das[t] = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        carry = das[t] @ W_hh
    return das, carry


def bptt(xs, hs, dhs, W_xh, W_hh):
    das, dh0 = _errors(hs, dhs, W_hh)
    # the sums over t, all at once
    return das.T @ xs, das.T @ hs[:-1], das.sum(axis=0), dh0


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] += eps
        down[i] -= eps
        grad[i] = (f(up) - f(down)) / (2 * eps)
    return grad


def step_contributions(xs, hs, dh_last, W_hh):
    dhs = np.zeros((len(xs), len(W_hh)))
    dhs[-1:] = dh_last
    das, _ = _errors(hs, dhs, W_hh)
    # the Frobenius norm of an outer product is the product of the norms
    return np.linalg.norm(das, axis=1) * np.linalg.norm(hs[:-1], axis=1)
