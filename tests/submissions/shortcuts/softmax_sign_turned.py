"""expect: wrong, shortcuts.softmax_sign_turned"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    s = hs @ query / root
    e = np.exp(s - s.max())
    a = e / e.sum()
    J = np.outer(a, a) - np.diag(a)
    ds = J @ hs @ dcontext
    return np.outer(a, dcontext) + np.outer(ds, query) / root
