"""expect: wrong, shortcuts.way_back_over_H"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    N, H = hs.shape
    s = hs @ query / np.sqrt(H)
    e = np.exp(s - s.max())
    a = e / e.sum()
    da = hs @ dcontext
    ds = a * (da - a @ da) / np.sqrt(H)
    return np.outer(a, dcontext) + np.outer(ds, query) / np.sqrt(H)
