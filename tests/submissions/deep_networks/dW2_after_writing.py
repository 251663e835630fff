"""expect: wrong, deep_networks.dW2_after_writing"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    dh = (W2.T @ dout) * (h > 0)
    dx = dout
    dx += W1.T @ dh
    dW1 = np.outer(dh, x)
    dW2 = np.outer(dout, np.maximum(h, 0))
    return dx, dW1, dW2
