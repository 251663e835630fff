"""expect: wrong, shortcuts.gradient_of_query"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    s = hs @ query / root
    e = np.exp(s - s.max())
    a = e / e.sum()
    g = hs @ dcontext
    ds = a * (g - a @ g)
    return hs.T @ ds / root
