"""expect: wrong, deep_networks.variance_constant"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    mu, var = x.mean(0), x.var(0)
    std = np.sqrt(var + eps)
    xhat = (x - mu) / std
    dxhat = dout * gamma
    dmu = -np.sum(dxhat / std, axis=0)
    dx = dxhat / std + dmu / N
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
