"""expect: wrong, deep_networks.unbiased_variance"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    mu = np.mean(x, axis=0)
    var = np.sum((x - mu) ** 2, axis=0) / (len(x) - 1)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta
