"""expect: wrong, deep_networks.means_over_N_minus_1"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    n = len(x) - 1
    centred = x - x.mean(0)
    std = np.sqrt((centred**2).mean(0) + eps)
    xhat = centred / std
    dgamma, dbeta = (dout * xhat).sum(0), dout.sum(0)
    return gamma / std / n * (n * dout - dbeta - xhat * dgamma), dgamma, dbeta
