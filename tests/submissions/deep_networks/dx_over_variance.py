"""expect: wrong, deep_networks.dx_over_variance"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    var = x.var(0) + eps
    xhat = (x - x.mean(0)) / np.sqrt(var)
    dxhat = gamma * dout
    dx = (dxhat - dxhat.mean(0) - xhat * (dxhat * xhat).mean(0)) / var
    return dx, (dout * xhat).sum(0), dout.sum(0)
