"""expect: wrong, deep_networks.dgamma_with_x"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    g = dout * gamma / std
    dx = g - g.mean(0) - xhat * (g * xhat).mean(0)
    dgamma = np.sum(x * dout, axis=0)
    return dx, dgamma, np.sum(dout, axis=0)
