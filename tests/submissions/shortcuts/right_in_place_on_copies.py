"""expect: right; `+=` wherever it is allowed"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = np.repeat(h0[None], len(xs) + 1, axis=0)
    for t in range(len(xs)):
        hs[t + 1 :] += np.tanh(W_xh @ xs[t] + W_hh @ hs[t] + b)
    return hs


def residual_gradient_norms(hs, W_hh, dh_last):
    g = dh_last.copy()
    norms = np.zeros(len(hs))
    norms[-1] = np.sqrt(g @ g)
    for t in range(len(hs) - 2, -1, -1):
        u = hs[t + 1] - hs[t]
        u *= u
        g += (g - g * u) @ W_hh
        norms[t] = np.sqrt(g @ g)
    return norms


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = np.zeros((len(xs) + 1, len(h0)))
    hs[0] += h0
    for t in range(len(xs)):
        hs[t + 1] += np.tanh(W_xh @ xs[t] + W_hh @ hs[t] + b)
        if t + 1 - skip >= 0:
            hs[t + 1] += hs[t + 1 - skip]
    return hs


def attention_context(query, hs):
    a = hs @ query
    a /= np.sqrt(len(query))
    a -= a.max()
    np.exp(a, out=a)
    a /= a.sum()
    return a @ hs, a


def attention_gradient(dcontext, query, hs):
    _, a = attention_context(query, hs)
    out = a[:, None] * dcontext
    v = hs @ dcontext
    v -= a @ v
    v *= a
    v /= np.sqrt(len(query))
    out += v[:, None] * query
    return out
