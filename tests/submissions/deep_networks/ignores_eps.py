"""expect: wrong, deep_networks.ignores_eps"""
import numpy as np


EPS = 1e-5


def batch_norm(x, gamma, beta, eps=EPS):
    out = np.zeros_like(x)
    for j in range(x.shape[1]):
        col = x[:, j]
        out[:, j] = gamma[j] * (col - col.mean()) / np.sqrt(col.var() + EPS) + beta[j]
    return out
