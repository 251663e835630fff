"""expect: wrong, deep_networks.dW2_before_dW1"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    dW2 = np.outer(dout, np.maximum(h, 0))
    dh = (W2.T @ dout) * (h > 0)
    dW1 = np.outer(dh, x)
    return dout + W1.T @ dh, dW2, dW1
