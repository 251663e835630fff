"""expect: wrong, deep_networks.dbeta_before_dgamma"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    dbeta = dout.sum(0)
    dgamma = (dout * xhat).sum(0)
    dx = gamma / std * (dout - dbeta / N - xhat * dgamma / N)
    return dx, dbeta, dgamma
