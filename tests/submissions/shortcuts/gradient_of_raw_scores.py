"""expect: wrong, shortcuts.gradient_of_raw_scores"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    e = np.exp(hs @ query / root)
    a = e / e.sum()
    g = hs @ dcontext
    return np.outer(a, dcontext) + np.outer(a * (g - a @ g), query) / root
