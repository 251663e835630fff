"""expect: wrong, shortcuts.context_over_N"""
import numpy as np


def attention_context(query, hs):
    s = hs @ query / np.sqrt(len(query))
    e = np.exp(s - s.max())
    w = e / e.sum()
    return np.mean(w[:, None] * hs, axis=0), w
