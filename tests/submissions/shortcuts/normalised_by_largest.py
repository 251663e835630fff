"""expect: wrong, shortcuts.normalised_by_largest"""
import numpy as np


def attention_context(query, hs):
    scores = [h @ query / np.sqrt(len(query)) for h in hs]
    top = max(scores)
    weights = np.array([np.exp(s - top) for s in scores])
    return weights @ hs, weights
