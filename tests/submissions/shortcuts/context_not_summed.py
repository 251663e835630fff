"""expect: wrong, shortcuts.context_not_summed"""
import numpy as np


def attention_context(query, hs):
    s = hs @ query / np.sqrt(len(query))
    e = np.exp(s - s.max())
    w = e / e.sum()
    context = w.reshape(-1, 1) * hs
    return context, w
