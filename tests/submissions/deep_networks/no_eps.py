"""expect: wrong, deep_networks.no_eps"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(axis=0)
    with np.errstate(all="ignore"):
        return gamma * centred / np.sqrt((centred**2).mean(axis=0)) + beta
