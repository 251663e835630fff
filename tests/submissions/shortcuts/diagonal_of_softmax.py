"""expect: wrong, shortcuts.diagonal_of_softmax"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    s = hs @ query / np.sqrt(len(query))
    e = np.exp(s - s.max())
    a = e / e.sum()
    da = hs @ dcontext
    ds = da * a * (1 - a)
    return np.outer(a, dcontext) + np.outer(ds, query / np.sqrt(len(query)))
