"""expect: right; recursion over the sequence's tail"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    if len(xs) == 0:
        return np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh)), np.zeros(len(W_hh))
    dW_xh, dW_hh, db, dh1 = bptt(xs[1:], hs[1:], dhs[1:], W_xh, W_hh)
    da = (dhs[0] + dh1) * (1 - hs[1] ** 2)
    return dW_xh + np.outer(da, xs[0]), dW_hh + np.outer(da, hs[0]), db + da, W_hh.T @ da


def numerical_gradient(f, w, eps=1e-5):
    if w.ndim == 1:
        return np.array([(f(w + eps * e) - f(w - eps * e)) / (2 * eps) for e in np.eye(len(w))])
    flat = numerical_gradient(lambda v: f(np.reshape(v, w.shape)), w.ravel(), eps)
    return flat.reshape(w.shape)


def step_contributions(xs, hs, dh_last, W_hh):
    if len(xs) == 0:
        return np.zeros(0)
    da = dh_last * (1 - hs[-1] ** 2)
    share = np.linalg.norm(np.outer(da, hs[-2]))
    return np.append(step_contributions(xs[:-1], hs[:-1], W_hh.T @ da, W_hh), share)
