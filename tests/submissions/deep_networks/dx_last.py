"""expect: wrong, deep_networks.dx_last"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    dbeta = dout.sum(0)
    dgamma = (dout * xhat).sum(0)
    return dgamma, dbeta, gamma / std * (dout - dbeta / N - xhat * dgamma / N)
