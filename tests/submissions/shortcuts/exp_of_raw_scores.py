"""expect: wrong, shortcuts.exp_of_raw_scores"""
import numpy as np


def softmax(s):
    e = np.exp(s)
    return e / e.sum()


def attention_context(query, hs):
    alpha = softmax(hs.dot(query) / np.sqrt(hs.shape[1]))
    return alpha.dot(hs), alpha
