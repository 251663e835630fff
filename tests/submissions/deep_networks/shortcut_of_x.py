"""expect: wrong, deep_networks.shortcut_of_x"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1.dot(x)
    dh = np.where(h > 0, W2.T.dot(dout), 0)
    dx = x + W1.T.dot(dh)
    return dx, np.outer(dh, x), np.outer(dout, np.maximum(h, 0))
