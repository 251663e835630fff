"""expect: wrong, deep_networks.summed_over_features"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    dx = gamma / std * (dout - dout.mean(0) - xhat * (xhat * dout).mean(0))
    return dx, np.sum(dout * xhat, axis=-1), np.sum(dout, axis=-1)
