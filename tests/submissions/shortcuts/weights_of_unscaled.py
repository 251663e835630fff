"""expect: wrong, shortcuts.weights_of_unscaled"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    s = hs @ query
    e = np.exp(s - s.max())
    a = e / e.sum()
    g = hs @ dcontext
    ds = a * g - a * (a @ g)
    return np.outer(a, dcontext) + np.outer(ds, query) / len(query) ** 0.5
