"""expect: wrong, deep_networks.eps_squared"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    sigma = x.std(axis=0)
    return beta + gamma * (x - x.mean(axis=0)) / np.hypot(sigma, eps)
