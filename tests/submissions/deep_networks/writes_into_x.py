"""expect: wrong, deep_networks.writes_into_x"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    mu, var = x.mean(0), x.var(0)
    x -= mu
    x /= np.sqrt(var + eps)
    return x * gamma + beta
