"""expect: wrong, deep_networks.mean_constant"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    mu, var = x.mean(0), x.var(0)
    xhat = (x - mu) / np.sqrt(var + eps)
    dxhat = dout * gamma
    dvar = np.sum(dxhat * (x - mu), axis=0) * -0.5 * (var + eps) ** -1.5
    dx = dxhat / np.sqrt(var + eps) + dvar * 2 * (x - mu) / N
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
