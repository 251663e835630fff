"""expect: wrong, bptt.overwrites_weight_gradients"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    H = W_hh.shape[0]
    grads = {"W_xh": np.zeros(W_xh.shape), "W_hh": np.zeros((H, H)), "b": np.zeros(H)}
    carry = np.zeros(H)
    for t in reversed(range(len(xs))):
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        grads["W_xh"] = np.outer(da, xs[t])
        grads["W_hh"] = np.outer(da, hs[t])
        grads["b"] += da
        carry = W_hh.T @ da
    return grads["W_xh"], grads["W_hh"], grads["b"], carry
