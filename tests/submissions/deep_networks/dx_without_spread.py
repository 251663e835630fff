"""expect: wrong, deep_networks.dx_without_spread"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    xhat = (x - x.mean(0)) / np.sqrt(x.var(0) + eps)
    dxhat = gamma * dout
    dx = dxhat - dxhat.mean(0) - xhat * (dxhat * xhat).mean(0)
    return dx, (dout * xhat).sum(0), dout.sum(0)
