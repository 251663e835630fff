"""expect: wrong, shortcuts.scores_as_weights"""
import numpy as np


def attention_context(query, hs):
    scores = hs @ query / np.sqrt(len(query))
    context = np.zeros(len(query))
    for s, h in zip(scores, hs):
        context += s * h
    return context, scores
