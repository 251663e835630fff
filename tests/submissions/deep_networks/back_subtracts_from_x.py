"""expect: wrong, deep_networks.back_subtracts_from_x"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    x -= x.mean(0)
    std = np.sqrt((x**2).mean(0) + eps)
    dbeta = dout.sum(0)
    dgamma = (dout * x / std).sum(0)
    dx = gamma / std * (dout - dbeta / N - x / std * dgamma / N)
    return dx, dgamma, dbeta
