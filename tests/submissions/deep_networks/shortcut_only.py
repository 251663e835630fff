"""expect: wrong, deep_networks.shortcut_only"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    a = np.maximum(h, 0)
    dh = (W2.T @ dout) * (h > 0)
    return dout.copy(), np.outer(dh, x), np.outer(dout, a)
