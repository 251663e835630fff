"""expect: wrong, deep_networks.dx_without_gamma"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = x.shape[0]
    inv = 1 / np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) * inv
    dbeta = dout.sum(0)
    dgamma = (dout * xhat).sum(0)
    dx = inv / N * (N * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta
