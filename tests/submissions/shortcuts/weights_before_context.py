"""expect: wrong, shortcuts.weights_before_context"""
import numpy as np


def attention_context(query, hs):
    s = hs @ query / np.sqrt(len(query))
    w = np.exp(s - s.max())
    w /= w.sum()
    return w, w @ hs
