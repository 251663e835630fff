"""expect: wrong, shortcuts.softmax_without_weight"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    s = hs @ query / root
    e = np.exp(s - s.max())
    a = e / e.sum()
    context = a @ hs
    ds = (hs - context) @ dcontext
    return np.outer(a, dcontext) + np.outer(ds, query) / root
