"""expect: wrong, shortcuts.softmax_without_sum"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    s = hs @ query / root
    e = np.exp(s - s.max())
    a = e / e.sum()
    dhs = np.zeros(hs.shape)
    for n in range(len(hs)):
        ds = a[n] * (hs[n] @ dcontext)
        dhs[n] = a[n] * dcontext + ds * query / root
    return dhs
