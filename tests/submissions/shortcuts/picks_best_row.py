"""expect: wrong, shortcuts.picks_best_row"""
import numpy as np


def attention_context(query, hs):
    scores = hs @ query / np.sqrt(len(query))
    weights = np.zeros(len(hs))
    weights[scores.argmax()] = 1.0
    return weights @ hs, weights
