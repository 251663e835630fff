"""expect: right; one number at a time, numbers without axes"""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z)) if z > 0 else np.exp(z) / (1 + np.exp(z))


def layer_gradient_norms(weights, x, activation):
    match activation:
        case "sigmoid":
            act, slope = sigmoid, lambda z: sigmoid(z) * sigmoid(-z)
        case "tanh":
            act, slope = np.tanh, lambda z: 1 - np.tanh(z) ** 2
        case "relu":
            act, slope = lambda z: z if z > 0 else 0.0, lambda z: 1 if z > 0 else 0
        case _:
            raise ValueError("I know sigmoid, tanh and relu")
    a, zs = [x], []
    for W in weights:
        z = np.zeros(W.shape[0])
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                z[i] += W[i, j] * a[-1][j]
        zs.append(z)
        a.append(np.array([act(v) for v in z]))
    da = [1.0] * len(a[-1])
    norms = [None] * len(weights)
    for l in range(len(weights) - 1, -1, -1):
        dz = [da[i] * slope(zs[l][i]) for i in range(len(da))]
        total = 0.0
        for i in range(len(dz)):
            for j in range(len(a[l])):
                total += (dz[i] * a[l][j]) ** 2
        norms[l] = np.array(total**0.5)
        da = [sum(weights[l][i, j] * dz[i] for i in range(len(dz))) for j in range(len(a[l]))]
    return norms


def batch_norm(x, gamma, beta, eps=1e-5):
    out = x.copy()
    for f in range(out.shape[1]):
        out[:, f] -= np.mean(x[:, f])
        out[:, f] *= gamma[f] / np.sqrt(np.mean(out[:, f] ** 2) + eps)
        out[:, f] += beta[f]
    return out


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N, F = x.shape
    dx = np.zeros((N, F))
    dgamma, dbeta = np.zeros(F), np.zeros(F)
    for f in range(F):
        mean, var = x[:, f].mean(), x[:, f].var()
        s = (var + eps) ** 0.5
        for n in range(N):
            dbeta[f] += dout[n, f]
            dgamma[f] += dout[n, f] * (x[n, f] - mean) / s
        for i in range(N):
            for n in range(N):
                # d xhat_n / d x_i, from the definition
                d = ((n == i) - 1 / N) / s - (x[n, f] - mean) * (x[i, f] - mean) / (N * s**3)
                dx[i, f] += dout[n, f] * gamma[f] * d
    return dx, dgamma, dbeta


def residual_block_backward(dout, x, W1, W2):
    m, n = W1.shape
    dx, dW1, dW2 = [float(d) for d in dout], np.zeros((m, n)), np.zeros((n, m))
    for k in range(m):
        z = sum(W1[k, j] * x[j] for j in range(n))
        if not z > 0:
            continue
        dz = sum(W2[i, k] * dout[i] for i in range(n))
        for j in range(n):
            dx[j] += W1[k, j] * dz
            dW1[k, j] = dz * x[j]
            dW2[j, k] = dout[j] * z
    return dx, dW1, dW2
