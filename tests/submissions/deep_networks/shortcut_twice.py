"""expect: wrong, deep_networks.shortcut_twice"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    a = np.maximum(h, 0)
    dh = (W2.T @ dout) * (h > 0)
    dx = dout + W1.T @ dh
    dx = dx + dout
    return dx, np.outer(dh, x), np.outer(dout, a)
