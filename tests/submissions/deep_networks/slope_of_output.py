"""expect: wrong, deep_networks.slope_of_output"""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


ACT = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(0, z)}
DERIV = {
    "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "relu": lambda z: (z > 0) * 1.0,
}


def layer_gradient_norms(weights, x, activation):
    if activation not in ACT:
        raise ValueError("unknown activation " + activation)
    acts = [x]
    for W in weights:
        acts.append(ACT[activation](W @ acts[-1]))
    grad = np.ones(acts[-1].shape)
    norms = []
    for W, a_in, a_out in zip(weights[::-1], acts[-2::-1], acts[:0:-1]):
        grad = grad * DERIV[activation](a_out)
        norms.insert(0, np.linalg.norm(np.outer(grad, a_in)))
        grad = W.T @ grad
    return np.array(norms)
