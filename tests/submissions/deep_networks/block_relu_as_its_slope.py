"""expect: wrong, deep_networks.block_relu_as_its_slope"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    a = (W1 @ x).clip(min=0)
    dh = (W2.T @ dout) * a
    return dout + W1.T @ dh, np.outer(dh, x), np.outer(dout, a)
