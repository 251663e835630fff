"""expect: wrong, deep_networks.means_for_sums"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    dgamma = np.mean(dout * xhat, axis=0)
    dbeta = np.mean(dout, axis=0)
    return gamma * (dout - dbeta - xhat * dgamma) / std, dgamma, dbeta
