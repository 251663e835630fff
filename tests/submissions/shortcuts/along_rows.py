"""expect: wrong, shortcuts.along_rows"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    s = hs @ query / root
    e = np.exp(s - s.max())
    a = e / e.sum()
    g = hs @ dcontext
    ds = a * (g - a @ g)
    dhs = np.empty_like(hs)
    for n, h in enumerate(hs):
        dhs[n] = a[n] * dcontext + ds[n] * h / root
    return dhs
