"""expect: wrong, deep_networks.subtracts_from_x"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    np.subtract(x, x.mean(axis=0), out=x)
    var = np.mean(x**2, axis=0)
    return gamma * (x / np.sqrt(var + eps)) + beta
