"""expect: wrong, shortcuts.scores_times_root_H"""
import numpy as np


def attention_context(query, hs):
    scale = np.sqrt(hs.shape[-1])
    s = hs @ query * scale
    w = np.exp(s - s.max())
    w = w / w.sum()
    return hs.T @ w, w
