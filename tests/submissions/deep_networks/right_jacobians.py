"""expect: right; full Jacobians and einsum"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    if activation not in ("sigmoid", "tanh", "relu"):
        raise ValueError(activation)

    def act(z):
        if activation == "relu":
            return np.where(z > 0, z, 0.0), np.where(z > 0, 1.0, 0.0)
        if activation == "tanh":
            a = np.tanh(z)
            return a, (1 - a) * (1 + a)
        a = 0.5 + 0.5 * np.tanh(0.5 * z)
        return a, a - a * a

    inputs, slopes = [x], []
    for W in weights:
        a, s = act(np.einsum("ij,j->i", W, inputs[-1]))
        inputs.append(a)
        slopes.append(s)
    norms = []
    for l in range(len(weights)):
        J = np.diag(slopes[l])  # d a_l / d z_l, then everything above
        for above in range(l + 1, len(weights)):
            J = np.diag(slopes[above]) @ weights[above] @ J
        dW = np.einsum("oi,j->ij", J, inputs[l])
        norms.append(np.sqrt(np.einsum("ij,ij->", dW, dW)))
    return tuple(norms)


def batch_norm(x, gamma, beta, eps=1e-5):
    N = len(x)
    centring = np.eye(N) - np.ones((N, N)) / N
    c = centring @ x
    return c * (gamma / np.sqrt(np.einsum("nf,nf->f", c, c) / N + eps)) + beta


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N, F = x.shape
    centring = np.eye(N) - np.ones((N, N)) / N
    dx = np.empty((N, F))
    dgamma = np.empty(F)
    for f in range(F):
        c = centring @ x[:, f]
        root = np.sqrt(c @ c / N + eps)
        xhat = c / root
        J = (np.eye(N) - np.outer(xhat, xhat) / N) @ centring / root  # d xhat / d x
        dx[:, f] = gamma[f] * J.T @ dout[:, f]
        dgamma[f] = xhat @ dout[:, f]
    return dx, dgamma, np.ones(N) @ dout


def residual_block_backward(dout, x, W1, W2):
    gate = np.diag((W1 @ x > 0).astype(float))
    J = np.eye(len(x)) + W2 @ gate @ W1
    dW1 = np.einsum("i,ik,k,j->kj", dout, W2, np.diag(gate), x)
    return dout @ J, dW1, np.einsum("i,k->ik", dout, gate @ W1 @ x)
