"""expect: wrong; central differences, whose digits end at the tenth"""
import numpy as np


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    def loss(x):
        return np.sum(dout * gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps))

    dx, h = np.zeros(x.shape), 1e-4
    for i in np.ndindex(*x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        dx[i] = (loss(up) - loss(down)) / (2 * h)
    xhat = (x - x.mean(0)) / np.sqrt(x.var(0) + eps)
    return dx, (dout * xhat).sum(0), dout.sum(0)
