"""expect: wrong, shortcuts.context_from_scores"""
import numpy as np


def attention_context(query, hs):
    s = hs @ query / np.sqrt(len(query))
    e = np.exp(s - s.max())
    w = e / e.sum()
    return hs.T @ s, w
