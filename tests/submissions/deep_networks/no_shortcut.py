"""expect: wrong, deep_networks.no_shortcut"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    a = np.maximum(h, 0)
    da = W2.T @ dout
    dh = da * (h > 0)
    return W1.T @ dh, np.outer(dh, x), np.outer(dout, a)
