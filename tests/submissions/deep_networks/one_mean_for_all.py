"""expect: wrong, deep_networks.one_mean_for_all"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    mu = np.mean(x)
    var = np.mean((x - mu) ** 2)
    return gamma * ((x - mu) / np.sqrt(var + eps)) + beta
