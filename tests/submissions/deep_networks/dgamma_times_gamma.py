"""expect: wrong, deep_networks.dgamma_times_gamma"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    dxhat = dout * gamma
    dgamma = (dxhat * xhat).sum(0)
    dx = (dxhat - dxhat.mean(0) - xhat * dgamma / len(x)) / std
    return dx, dgamma, dout.sum(0)
