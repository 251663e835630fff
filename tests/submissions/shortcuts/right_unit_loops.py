"""expect: right; one unit at a time, numbers without axes"""
import numpy as np


def step(x, h, W_xh, W_hh, b, i):
    a = np.array(b[i])
    for j in range(len(x)):
        a = a + W_xh[i, j] * x[j]
    for j in range(len(h)):
        a = a + W_hh[i, j] * h[j]
    return np.tanh(a)


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = np.zeros((len(xs) + 1, len(h0)))
    for i in range(len(h0)):
        hs[0, i] = h0[i]
    for t in range(len(xs)):
        for i in range(len(h0)):
            hs[t + 1, i] = hs[t, i] + step(xs[t], hs[t], W_xh, W_hh, b, i)
    return hs


def residual_gradient_norms(hs, W_hh, dh_last):
    T, H = len(hs) - 1, len(dh_last)
    dhs = np.zeros((T + 1, H))
    dhs[T] = dh_last
    for t in range(T - 1, -1, -1):
        for j in range(H):
            dhs[t, j] = dhs[t + 1, j]
            for i in range(H):
                u = hs[t + 1, i] - hs[t, i]
                dhs[t, j] += dhs[t + 1, i] * (1 - u) * (1 + u) * W_hh[i, j]
    return tuple(np.array(np.sqrt((row * row).sum())) for row in dhs)


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = np.zeros((len(xs) + 1, len(h0)))
    hs[0] = h0
    for t in range(len(xs)):
        for i in range(len(h0)):
            hs[t + 1, i] = step(xs[t], hs[t], W_xh, W_hh, b, i)
            if not t + 1 < skip:
                hs[t + 1, i] += hs[t + 1 - skip, i]
    return hs


def attention_context(query, hs):
    # every weight by itself: 1 / sum of exp(other score - own score)
    scores = [np.sum(h * query) * len(query) ** -0.5 for h in hs]
    with np.errstate(over="ignore"):
        weights = tuple(1 / sum(np.exp(other - own) for other in scores) for own in scores)
    context = sum(w * h for w, h in zip(weights, hs))
    return context, weights


def attention_gradient(dcontext, query, hs):
    _, w = attention_context(query, hs)
    root = len(query) ** 0.5
    worth = [h @ dcontext for h in hs]
    rows = []
    for n in range(len(hs)):
        row = w[n] * dcontext
        for m in range(len(hs)):
            d = w[m] * ((1 if n == m else 0) - w[n])  # d weight m / d score n
            row = row + worth[m] * d * query / root
        rows.append(row)
    return rows
