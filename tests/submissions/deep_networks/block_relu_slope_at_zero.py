"""expect: wrong, deep_networks.block_relu_slope_at_zero"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    dh = W2.T @ dout
    dh[h < 0] = 0
    return dout + W1.T @ dh, np.outer(dh, x), np.outer(dout, np.where(h < 0, 0, h))
