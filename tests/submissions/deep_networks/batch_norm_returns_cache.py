"""expect: wrong, general.more_than_asked; the normalised x comes along as a cache, as in many course notebooks"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    mu, var = x.mean(0), x.var(0)
    xhat = (x - mu) / np.sqrt(var + eps)
    cache = (xhat, mu, var)
    return gamma * xhat + beta, cache
