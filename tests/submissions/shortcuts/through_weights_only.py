"""expect: wrong, shortcuts.through_weights_only"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    N, H = hs.shape
    s = hs @ query / np.sqrt(H)
    a = np.exp(s - s.max())
    a = a / a.sum()
    J = np.diag(a) - np.outer(a, a)
    ds = J @ (hs @ dcontext)
    return ds[:, None] * query / np.sqrt(H)
