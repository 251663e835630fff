"""expect: wrong, shortcuts.scores_over_root_N"""
import numpy as np


def attention_context(query, hs):
    d = len(hs)
    s = hs @ query / d**0.5
    w = np.exp(s - s.max())
    w = w / w.sum()
    return hs.T @ w, w
