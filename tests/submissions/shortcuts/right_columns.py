"""expect: right; everything a matrix, states as columns"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0.reshape(-1, 1)
    W, c = np.hstack([W_xh, W_hh]), b.reshape(-1, 1)
    columns = [h]
    for x in xs:
        h = h + np.tanh(W @ np.vstack([x.reshape(-1, 1), h]) + c)
        columns.append(h)
    return np.hstack(columns).T


def residual_gradient_norms(hs, W_hh, dh_last):
    P = np.eye(len(W_hh))
    norms = [np.linalg.norm(dh_last)]
    for t in range(len(hs) - 1, 0, -1):
        P = P @ (np.eye(len(W_hh)) + np.diag(1 - (hs[t] - hs[t - 1]) ** 2) @ W_hh)
        norms.append(np.linalg.norm(dh_last @ P))
    return np.array(norms[::-1])


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    T, H = len(xs), len(h0)
    room = np.zeros((skip - 1 + T + 1, H))  # skip - 1 rows of zeros stand before h0
    room[skip - 1] = h0
    for t in range(T):
        new = skip + t
        room[new] = np.tanh(W_xh @ xs[t] + W_hh @ room[new - 1] + b) + room[new - skip]
    return room[skip - 1 :]


def attention_context(query, hs):
    scores = (hs @ query.reshape(-1, 1)) / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return (weights.T @ hs)[0], weights[:, 0]


def attention_gradient(dcontext, query, hs):
    context, a = attention_context(query, hs)
    ds = a * (hs @ dcontext - context @ dcontext)
    return a[:, None] @ dcontext[None] + (ds / np.sqrt(len(query)))[:, None] @ query[None]
