"""expect: wrong, deep_networks.keeps_an_axis"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = x.shape[0]
    mu = np.mean(x, axis=0, keepdims=True)
    std = np.sqrt(np.var(x, axis=0, keepdims=True) + eps)
    xhat = (x - mu) / std
    dgamma = np.sum(dout * xhat, axis=0, keepdims=True)
    dbeta = np.sum(dout, axis=0, keepdims=True)
    return gamma / std * (dout - dbeta / N - xhat * dgamma / N), dgamma, dbeta
