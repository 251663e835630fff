"""expect: wrong, shortcuts.gradient_subtracts_largest_size"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    s = hs @ query / root
    s = s - abs(s).max()
    a = np.exp(s) / np.exp(s).sum()
    g = hs @ dcontext
    return np.outer(a, dcontext) + np.outer(a * (g - a @ g), query) / root
