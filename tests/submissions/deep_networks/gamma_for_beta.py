"""expect: wrong, deep_networks.gamma_for_beta"""
import numpy as np


def normalise(x, shift, scale, eps):
    return scale * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + shift


def batch_norm(x, gamma, beta, eps=1e-5):
    return normalise(x, gamma, beta, eps)
