"""expect: wrong, deep_networks.over_features"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    out = []
    for row in x:
        out.append(gamma * (row - row.mean()) / np.sqrt(row.var() + eps) + beta)
    return np.array(out)
