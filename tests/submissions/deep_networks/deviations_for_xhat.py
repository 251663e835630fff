"""expect: wrong, deep_networks.deviations_for_xhat"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N = len(x)
    centred = x - x.mean(0)
    std = np.sqrt((centred**2).mean(0) + eps)
    dgamma = np.einsum("nf,nf->f", dout, centred / std)
    dbeta = np.einsum("nf->f", dout)
    dx = gamma / std * (dout - dbeta / N - centred * dgamma / N)
    return dx, dgamma, dbeta
