"""expect: right; float32 throughout"""
import numpy as np


def f32(*arrays):
    return [np.asarray(a, dtype=np.float32) for a in arrays]


def layer_gradient_norms(weights, x, activation):
    if activation not in ("sigmoid", "tanh", "relu"):
        raise ValueError(activation)
    weights, (x,) = f32(*weights), f32(x)
    a, slopes = [x], []
    for W in weights:
        z = W @ a[-1]
        if activation == "sigmoid":
            s = 1 / (1 + np.exp(-z))
            a.append(s)
            slopes.append(s * (1 - s))
        elif activation == "tanh":
            a.append(np.tanh(z))
            slopes.append(1 - a[-1] ** 2)
        else:
            a.append(np.maximum(z, 0))
            slopes.append((z > 0).astype(np.float32))
    norms = np.zeros(len(weights), dtype=np.float32)
    g = np.ones_like(a[-1])
    for i in reversed(range(len(weights))):
        d = g * slopes[i]
        norms[i] = np.linalg.norm(np.outer(d, a[i]))
        g = weights[i].T @ d
    return norms


def batch_norm(x, gamma, beta, eps=1e-5):
    x, gamma, beta = f32(x, gamma, beta)
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + np.float32(eps)) + beta


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    dout, x, gamma = f32(dout, x, gamma)
    inv = 1 / np.sqrt(x.var(0) + np.float32(eps))
    xhat = (x - x.mean(0)) * inv
    dxhat = dout * gamma
    dx = inv * (dxhat - dxhat.mean(0) - xhat * (dxhat * xhat).mean(0))
    return dx, (dout * xhat).sum(0), dout.sum(0)


def residual_block_backward(dout, x, W1, W2):
    dout, x, W1, W2 = f32(dout, x, W1, W2)
    z = W1 @ x
    dz = (W2.T @ dout) * (z > 0)
    return dout + W1.T @ dz, np.outer(dz, x), np.outer(dout, np.maximum(z, 0))
