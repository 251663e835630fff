"""expect: wrong, shortcuts.not_normalised"""
import numpy as np


def attention_context(query, hs):
    weights = np.exp(hs @ query * len(query) ** -0.5)
    return weights @ hs, weights
