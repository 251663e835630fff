"""expect: wrong, deep_networks.mean_square"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    N = x.shape[0]
    mu = x.sum(0) / N
    second_moment = (x * x).sum(0) / N
    return gamma * (x - mu) / np.sqrt(second_moment + eps) + beta
