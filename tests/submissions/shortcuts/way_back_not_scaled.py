"""expect: wrong, shortcuts.way_back_not_scaled"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    s = hs @ query / np.sqrt(len(query))
    e = np.exp(s - s.max())
    a = e / e.sum()
    da = hs @ dcontext
    ds = a * (da - a @ da)
    return np.outer(a, dcontext) + np.outer(ds, query)
