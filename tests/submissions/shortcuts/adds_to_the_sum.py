"""expect: wrong, shortcuts.adds_to_the_sum; right to eight digits"""
import numpy as np


def attention_context(query, hs):
    s = hs @ query / np.sqrt(len(query))
    e = np.exp(s - np.max(s))
    alpha = e / (np.sum(e) + 1e-8)
    return alpha @ hs, alpha
