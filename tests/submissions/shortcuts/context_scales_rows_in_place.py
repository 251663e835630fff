"""expect: wrong, general.writes_into_arguments; hs is multiplied by the weights, which no idea says"""
import numpy as np


def attention_context(query, hs):
    s = hs @ query / np.sqrt(len(query))
    e = np.exp(s - s.max())
    w = e / e.sum()
    hs *= w[:, None]
    return hs.sum(axis=0), w
