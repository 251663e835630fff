"""expect: wrong, deep_networks.back_unbiased_variance"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    std = np.sqrt(np.var(x, axis=0, ddof=1) + eps)
    xhat = (x - x.mean(0)) / std
    dgamma, dbeta = (dout * xhat).sum(0), dout.sum(0)
    return gamma / std / N * (N * dout - dbeta - xhat * dgamma), dgamma, dbeta
