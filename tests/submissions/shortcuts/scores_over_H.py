"""expect: wrong, shortcuts.scores_over_H"""
import numpy as np


def attention_context(query, hs):
    N, H = hs.shape
    s = hs @ query / H
    w = np.exp(s - s.max())
    w /= w.sum()
    return w @ hs, w
