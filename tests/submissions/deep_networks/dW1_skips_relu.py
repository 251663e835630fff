"""expect: wrong, deep_networks.dW1_skips_relu"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    da = W2.T @ dout
    dW1 = np.outer(da, x)
    dx = dout + W1.T @ (da * (h > 0))
    return dx, dW1, np.outer(dout, np.maximum(h, 0))
