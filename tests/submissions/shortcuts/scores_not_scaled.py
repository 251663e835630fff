"""expect: wrong, shortcuts.scores_not_scaled"""
import numpy as np


def attention_context(query, hs):
    s = np.einsum("nh,h->n", hs, query)
    e = np.exp(s - s.max())
    w = e / e.sum()
    return (w[:, None] * hs).sum(0), w
