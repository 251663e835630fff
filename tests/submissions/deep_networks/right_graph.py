"""expect: right; batch norm step by step through its graph, one line per node"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    kinds = {
        "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
        "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
        "relu": (lambda z: (z + abs(z)) / 2, lambda z: np.heaviside(z, 0.0)),
    }
    if activation not in kinds:
        raise ValueError(f"unknown activation {activation!r}")
    f, df = kinds[activation]
    tape, a = [], x
    for W in weights:
        z = W @ a
        tape.append((W, a, z))
        a = f(z)
    upstream, norms = np.ones(a.shape), []
    while tape:
        W, a, z = tape.pop()
        dz = upstream * df(z)
        dW = dz[:, np.newaxis] @ a[np.newaxis, :]
        norms.append(np.linalg.norm(dW, ord="fro"))
        upstream = dz @ W
    return np.array(norms)[::-1]


def batch_norm(x, gamma, beta, eps=1e-5):
    N = x.shape[0]
    mu = 1.0 / N * np.sum(x, axis=0)
    xmu = x - mu
    var = 1.0 / N * np.sum(xmu**2, axis=0)
    ivar = 1.0 / np.sqrt(var + eps)
    return gamma * (xmu * ivar) + beta


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N, F = x.shape
    mu = 1.0 / N * np.sum(x, axis=0)
    xmu = x - mu
    var = 1.0 / N * np.sum(xmu**2, axis=0)
    sqrtvar = np.sqrt(var + eps)
    ivar = 1.0 / sqrtvar
    xhat = xmu * ivar
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    divar = np.sum(dxhat * xmu, axis=0)
    dxmu1 = dxhat * ivar
    dsqrtvar = -1.0 / sqrtvar**2 * divar
    dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar
    dsq = 1.0 / N * np.ones((N, F)) * dvar
    dxmu2 = 2 * xmu * dsq
    dx1 = dxmu1 + dxmu2
    dmu = -1 * np.sum(dxmu1 + dxmu2, axis=0)
    dx2 = 1.0 / N * np.ones((N, F)) * dmu
    return dx1 + dx2, dgamma, dbeta


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    a = np.maximum(h, 0)
    # out = x + f
    dx, df = dout.copy(), dout
    dW2, da = np.outer(df, a), W2.T @ df
    dh = da.copy()
    dh[h <= 0] = 0
    dW1 = np.outer(dh, x)
    dx += W1.T @ dh
    return dx, dW1, dW2
