"""expect: wrong, deep_networks.shortcut_of_ones"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    dh = np.where(h > 0, W2.T @ dout, 0)
    dx = np.ones(len(x)) + dh @ W1
    return dx, np.outer(dh, x), np.outer(dout, np.maximum(h, 0))
