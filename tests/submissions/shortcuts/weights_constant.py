"""expect: wrong, shortcuts.weights_constant"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    s = hs @ query / np.sqrt(len(query))
    a = np.exp(s - s.max())
    a /= a.sum()
    return a[:, None] * dcontext[None, :]
