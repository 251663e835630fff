"""expect: wrong, deep_networks.dgamma_with_deviations"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    mu = x.mean(0)
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - mu) / std
    g = dout * gamma / std
    dx = g - g.mean(0) - xhat * (g * xhat).mean(0)
    dgamma = np.diag((x - mu).T @ dout)
    return dx, dgamma, np.sum(dout, axis=0)
