"""expect: wrong, shortcuts.softmax_weight_twice"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    s = hs @ query / root
    e = np.exp(s - s.max())
    a = e / e.sum()
    da = hs @ dcontext
    ds = a * (a * da - a * np.sum(a * da))
    return np.outer(a, dcontext) + np.outer(ds, query) / root
