"""expect: wrong, deep_networks.writes_into_dout"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    dbeta = dout.sum(0)
    dgamma = (dout * xhat).sum(0)
    dout *= gamma
    dx = (dout - dout.mean(0) - xhat * (dout * xhat).mean(0)) / std
    return dx, dgamma, dbeta
