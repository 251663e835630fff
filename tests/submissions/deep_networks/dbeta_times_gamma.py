"""expect: wrong, deep_networks.dbeta_times_gamma"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    dxhat = dout * gamma
    dbeta = dxhat.sum(0)
    dgamma = (dout * xhat).sum(0)
    dx = (dxhat - dbeta / N - gamma * xhat * dgamma / N) / std
    return dx, dgamma, dbeta
