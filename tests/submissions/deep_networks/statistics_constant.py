"""expect: wrong, deep_networks.statistics_constant"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    mu, var = x.mean(0), x.var(0)
    std = np.sqrt(var + eps)
    xhat = (x - mu) / std
    return dout * gamma / std, (dout * xhat).sum(0), dout.sum(0)
