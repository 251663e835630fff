"""expect: wrong; central differences, whose digits end at the tenth"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    def loss(h):
        s = h @ query / np.sqrt(len(query))
        e = np.exp(s - s.max())
        return dcontext @ (e / e.sum() @ h)

    dhs, eps = np.zeros(hs.shape), 1e-4
    for i in np.ndindex(*hs.shape):
        up, down = hs.copy(), hs.copy()
        up[i] += eps
        down[i] -= eps
        dhs[i] = (loss(up) - loss(down)) / (2 * eps)
    return dhs
