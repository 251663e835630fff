"""expect: wrong, deep_networks.block_writes_into_dout"""
import numpy as np


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    dW2 = np.outer(dout, np.maximum(h, 0))
    dh = (W2.T @ dout) * (h > 0)
    dx = dout
    dx += W1.T @ dh
    return dx, np.outer(dh, x), dW2
