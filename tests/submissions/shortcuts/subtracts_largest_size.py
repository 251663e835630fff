"""expect: wrong, shortcuts.subtracts_largest_size"""
import numpy as np


def attention_context(query, hs):
    s = hs @ query / np.sqrt(query.size)
    e = np.exp(s - np.max(np.abs(s)))
    w = e / np.sum(e)
    return np.einsum("n,nh->h", w, hs), w
