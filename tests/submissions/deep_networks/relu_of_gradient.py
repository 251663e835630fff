"""expect: wrong, deep_networks.relu_of_gradient"""
import numpy as np


def relu(v):
    return np.maximum(v, 0)


def residual_block_backward(dout, x, W1, W2):
    dh = relu(W2.T @ dout)
    return dout + W1.T @ dh, np.outer(dh, x), np.outer(dout, relu(W1 @ x))
