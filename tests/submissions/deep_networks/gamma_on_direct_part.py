"""expect: wrong, deep_networks.gamma_on_direct_part"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = x.shape[0]
    inv = 1 / np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) * inv
    dbeta = dout.sum(0)
    dgamma = (dout * xhat).sum(0)
    dxhat = gamma * dout
    dx = inv / N * (N * dxhat - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta
