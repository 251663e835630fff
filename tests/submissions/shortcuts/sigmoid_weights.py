"""expect: wrong, shortcuts.sigmoid_weights"""
import numpy as np


def sigmoid(v):
    return 1.0 / (1.0 + np.exp(-v))


def attention_context(query, hs):
    gate = sigmoid(hs @ query / np.sqrt(len(query)))
    return gate @ hs, gate
