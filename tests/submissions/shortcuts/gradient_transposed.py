"""expect: wrong, shortcuts.gradient_transposed"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    s = hs @ query / root
    e = np.exp(s - s.max())
    a = e / e.sum()
    g = hs @ dcontext
    ds = a * (g - a @ g)
    return np.outer(dcontext, a) + np.outer(query, ds) / root
