"""expect: wrong, deep_networks.block_transposed"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    dh = (W2.T @ dout) * (h > 0)
    return dout + W1.T @ dh, np.outer(x, dh), np.outer(np.maximum(h, 0), dout)
