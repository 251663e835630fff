"""expect: wrong, deep_networks.no_mean"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    inv_std = 1 / np.sqrt(np.var(x, axis=0) + eps)
    return gamma * x * inv_std + beta
