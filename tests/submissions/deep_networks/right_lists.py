"""expect: right; Python floats in lists, math only"""
import math


def dot(u, v):
    return sum(a * b for a, b in zip(u, v))


def columns(A):
    return list(zip(*A))


def layer_gradient_norms(weights, x, activation):
    if activation == "sigmoid":
        act, der = lambda z: 1 / (1 + math.exp(-z)), lambda a: a * (1 - a)
    elif activation == "tanh":
        act, der = math.tanh, lambda a: 1 - a * a
    elif activation == "relu":
        act, der = lambda z: max(z, 0.0), lambda a: 1.0 if a > 0 else 0.0
    else:
        raise ValueError("sigmoid, tanh or relu")
    states = [[float(v) for v in x]]
    for W in weights:
        states.append([act(dot(row, states[-1])) for row in W])
    blame, norms = [1.0] * len(states[-1]), []
    for W, a, out in zip(reversed(weights), states[-2::-1], states[::-1]):
        delta = [g * der(o) for g, o in zip(blame, out)]
        norms.append(math.sqrt(sum((d * v) ** 2 for d in delta for v in a)))
        blame = [dot(column, delta) for column in columns(W)]
    return norms[::-1]


def normalised(column, eps):
    mean = sum(column) / len(column)
    var = sum((v - mean) ** 2 for v in column) / len(column)
    root = math.sqrt(var + eps)
    return [(v - mean) / root for v in column], root


def batch_norm(x, gamma, beta, eps=1e-5):
    out = []
    for column, g, b in zip(columns(x), gamma, beta):
        out.append([g * v + b for v in normalised(column, eps)[0]])
    return [list(row) for row in columns(out)]


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = [], [], []
    for d, column, g in zip(columns(dout), columns(x), gamma):
        xhat, root = normalised(column, eps)
        n = len(d)
        db, dg = sum(d), dot(d, xhat)
        dx.append([g / root * (d[i] - db / n - xhat[i] * dg / n) for i in range(n)])
        dgamma.append(dg)
        dbeta.append(db)
    return [list(row) for row in columns(dx)], dgamma, dbeta


def residual_block_backward(dout, x, W1, W2):
    z = [dot(row, x) for row in W1]
    da = [dot(column, dout) for column in columns(W2)]
    dz = [d if v > 0 else 0.0 for d, v in zip(da, z)]
    dx = [d + dot(column, dz) for d, column in zip(dout, columns(W1))]
    return dx, [[d * v for v in x] for d in dz], [[d * max(v, 0.0) for v in z] for d in dout]
