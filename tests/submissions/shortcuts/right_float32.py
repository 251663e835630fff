"""expect: right; float32 throughout"""
import numpy as np


def single(*arrays):
    return [np.asarray(a, dtype=np.float32) for a in arrays]


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    xs, h0, W_xh, W_hh, b = single(xs, h0, W_xh, W_hh, b)
    hs = np.zeros((len(xs) + 1, len(h0)), dtype=np.float32)
    hs[0] = h0
    for t in range(len(xs)):
        hs[t + 1] = hs[t] + np.tanh(W_xh @ xs[t] + W_hh @ hs[t] + b)
    return hs


def residual_gradient_norms(hs, W_hh, dh_last):
    hs, W_hh, dh = single(hs, W_hh, dh_last)
    norms = np.zeros(len(hs), dtype=np.float32)
    norms[-1] = np.linalg.norm(dh)
    for t in reversed(range(len(hs) - 1)):
        dh = dh + W_hh.T @ (dh * (1 - (hs[t + 1] - hs[t]) ** 2))
        norms[t] = np.linalg.norm(dh)
    return norms


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    xs, h0, W_xh, W_hh, b = single(xs, h0, W_xh, W_hh, b)
    hs = np.zeros((len(xs) + 1, len(h0)), dtype=np.float32)
    hs[0] = h0
    for t in range(len(xs)):
        hs[t + 1] = np.tanh(W_xh @ xs[t] + W_hh @ hs[t] + b)
        if t + 1 >= skip:
            hs[t + 1] += hs[t + 1 - skip]
    return hs


def softmax(s):
    e = np.exp(s - s.max())
    return e / e.sum()


def attention_context(query, hs):
    query, hs = single(query, hs)
    w = softmax(hs @ query / np.sqrt(np.float32(len(query))))
    return w @ hs, w


def attention_gradient(dcontext, query, hs):
    dcontext, query, hs = single(dcontext, query, hs)
    root = np.sqrt(np.float32(len(query)))
    w = softmax(hs @ query / root)
    v = hs @ dcontext
    return np.outer(w, dcontext) + np.outer(w * (v - w @ v), query) / root
