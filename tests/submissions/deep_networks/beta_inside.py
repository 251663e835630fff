"""expect: wrong, deep_networks.beta_inside"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    xhat = (x - x.mean(0)) / np.sqrt(x.var(0) + eps)
    return gamma * (xhat + beta)
