"""expect: wrong, shortcuts.no_softmax_on_the_way_back"""
import numpy as np


def attention_gradient(dcontext, query, hs):
    root = np.sqrt(len(query))
    s = hs @ query / root
    e = np.exp(s - s.max())
    a = e / e.sum()
    d_alpha = np.einsum("nh,h->n", hs, dcontext)
    return np.einsum("n,h->nh", a, dcontext) + np.einsum("n,h->nh", d_alpha, query) / root
