"""expect: wrong, shortcuts.gradient_of_unscaled"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    s = hs @ query
    e = np.exp(s - s.max())
    a = e / e.sum()
    g = hs @ dcontext
    return np.outer(a, dcontext) + np.outer(a * (g - (a * g).sum()), query)
