"""expect: wrong, deep_networks.back_ignores_eps"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=None):
    std = np.sqrt(x.var(0) + 0.00001)
    xhat = (x - x.mean(0)) / std
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(0) - xhat * (dxhat * xhat).mean(0)) / std
    return dx, (dout * xhat).sum(0), dout.sum(0)
