"""expect: wrong, shortcuts.worth_from_query"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    product = hs @ query
    s = product / root
    e = np.exp(s - s.max())
    a = e / e.sum()
    ds = a * (product - a @ product)
    return np.outer(a, dcontext) + np.outer(ds, query) / root
