"""expect: right; letters instead of operators, Jacobians instead of a walk"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    drive = np.einsum("hd,td->th", W_xh, xs) + b
    hs = [h0]
    for a in drive:
        hs.append(np.tanh(a + np.einsum("ij,j->i", W_hh, hs[-1])) + hs[-1])
    return np.array(hs)


def residual_gradient_norms(hs, W_hh, dh_last):
    slopes = 1 - np.diff(hs, axis=0) ** 2
    jacobians = np.eye(len(W_hh)) + np.einsum("ti,ij->tij", slopes, W_hh)
    rows = [dh_last]
    for J in jacobians[::-1]:
        rows.append(np.einsum("i,ij->j", rows[-1], J))
    return np.sqrt(np.einsum("th,th->t", rows, rows))[::-1]


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    drive = np.einsum("hd,td->th", W_xh, xs) + b
    hs = [h0]
    for a in drive:
        line = hs[-skip] if len(hs) >= skip else 0.0
        hs.append(np.tanh(a + np.einsum("ij,j->i", W_hh, hs[-1])) + line)
    return np.array(hs)


def attention_context(query, hs):
    scores = np.einsum("nh,h->n", hs, query) / np.sqrt(hs.shape[1])
    weights = np.exp(scores - np.logaddexp.reduce(scores))
    return np.einsum("n,nh->h", weights, hs), weights


def attention_gradient(dcontext, query, hs):
    scores = np.einsum("nh,h->n", hs, query) / np.sqrt(hs.shape[1])
    a = np.exp(scores - np.logaddexp.reduce(scores))
    J = np.diag(a) - np.einsum("n,m->nm", a, a)
    ds = np.einsum("nm,mh,h->n", J, hs, dcontext)
    return np.einsum("n,h->nh", a, dcontext) + np.einsum("n,h->nh", ds, query) / np.sqrt(hs.shape[1])
