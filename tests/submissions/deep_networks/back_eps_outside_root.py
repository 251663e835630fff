"""expect: wrong, deep_networks.back_eps_outside_root"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    std = np.std(x, axis=0) + eps
    xhat = (x - x.mean(0)) / std
    dgamma, dbeta = (dout * xhat).sum(0), dout.sum(0)
    return gamma / (std * N) * (N * dout - dbeta - xhat * dgamma), dgamma, dbeta
