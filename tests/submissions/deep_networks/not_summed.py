"""expect: wrong, deep_networks.not_summed"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    dgamma = dout * xhat
    dx = gamma * (dout - dout.mean(0) - xhat * dgamma.mean(0)) / std
    return dx, dgamma, dout.copy()
