"""expect: wrong, shortcuts.linear_weights"""
import numpy as np


def attention_context(query, hs):
    scores = hs @ query
    weights = scores / np.sum(scores)
    return weights @ hs, weights
