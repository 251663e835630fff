"""expect: right; Python floats in lists, math only"""
from math import exp, sqrt, tanh


def dot(u, v):
    return sum(a * b for a, b in zip(u, v))


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [list(h0)]
    for x in xs:
        h = hs[-1]
        hs.append([h[i] + tanh(dot(W_xh[i], x) + dot(W_hh[i], h) + b[i]) for i in range(len(h))])
    return hs


def residual_gradient_norms(hs, W_hh, dh_last):
    H = len(dh_last)
    g = [float(v) for v in dh_last]
    norms = [sqrt(dot(g, g))]
    for t in range(len(hs) - 2, -1, -1):
        da = [g[i] * (1 - (hs[t + 1][i] - hs[t][i]) ** 2) for i in range(H)]
        g = [g[j] + sum(W_hh[i][j] * da[i] for i in range(H)) for j in range(H)]
        norms.append(sqrt(dot(g, g)))
    return norms[::-1]


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = [list(h0)]
    for t, x in enumerate(xs):
        h = [tanh(dot(W_xh[i], x) + dot(W_hh[i], hs[-1]) + b[i]) for i in range(len(h0))]
        if skip <= t + 1:
            h = [u + v for u, v in zip(h, hs[t + 1 - skip])]
        hs.append(h)
    return hs


def softmax(scores):
    top = max(scores)
    e = [exp(s - top) for s in scores]
    return [v / sum(e) for v in e]


def attention_context(query, hs):
    w = softmax([dot(h, query) / sqrt(len(query)) for h in hs])
    return [dot(w, [h[j] for h in hs]) for j in range(len(query))], w


def attention_gradient(dcontext, query, hs):
    root = sqrt(len(query))
    w = softmax([dot(h, query) / root for h in hs])
    v = [dot(h, dcontext) for h in hs]
    mean = dot(w, v)
    return [
        [w[n] * dcontext[j] + w[n] * (v[n] - mean) * query[j] / root for j in range(len(query))]
        for n in range(len(hs))
    ]
