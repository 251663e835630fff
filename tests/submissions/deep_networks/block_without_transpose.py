"""expect: wrong, deep_networks.block_without_transpose"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    da = W2 @ dout
    dh = da * (h > 0)
    return dout + W1 @ dh, np.outer(dh, x), np.outer(dout, np.maximum(h, 0))
