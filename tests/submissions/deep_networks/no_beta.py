"""expect: wrong, deep_networks.no_beta"""
import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    mu = x.sum(axis=0) / x.shape[0]
    var = ((x - mu) ** 2).sum(axis=0) / x.shape[0]
    return np.einsum("nf,f->nf", (x - mu) / np.sqrt(var + eps), gamma)
