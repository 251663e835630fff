"""expect: wrong, deep_networks.variance_part_sign"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    mu, var = x.mean(0), x.var(0)
    std = np.sqrt(var + eps)
    dxhat = dout * gamma
    dvar = 0.5 * (dxhat * (x - mu)).sum(0) / std**3
    dmu = -(dxhat / std).sum(0)
    dx = dxhat / std + dmu / N + 2 * dvar * (x - mu) / N
    return dx, (dout * (x - mu) / std).sum(0), dout.sum(0)
