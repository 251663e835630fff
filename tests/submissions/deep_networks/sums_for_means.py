"""expect: wrong, deep_networks.sums_for_means"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    inv = 1 / np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) * inv
    dbeta = dout.sum(0)
    dgamma = (dout * xhat).sum(0)
    dx = gamma * inv * (dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta
