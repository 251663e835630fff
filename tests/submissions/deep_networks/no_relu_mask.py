"""expect: wrong, deep_networks.no_relu_mask"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    a = np.maximum(W1 @ x, 0)
    da = dout @ W2
    dx = dout + da @ W1
    return dx, np.outer(da, x), np.outer(dout, a)
