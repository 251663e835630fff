"""expect: wrong, shortcuts.context_unweighted"""
import numpy as np


def attention_context(query, hs):
    s = hs @ query / np.sqrt(len(query))
    e = np.exp(s - s.max())
    return np.mean(hs, axis=0), e / e.sum()
