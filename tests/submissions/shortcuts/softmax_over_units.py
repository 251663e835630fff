"""expect: wrong, shortcuts.softmax_over_units"""
import numpy as np


def softmax(s, axis=-1):
    e = np.exp(s - s.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def attention_context(query, hs):
    w = softmax(query * hs / np.sqrt(hs.shape[1]))
    return np.sum(w * hs, axis=0), w
