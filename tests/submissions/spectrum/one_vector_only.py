"""expect: wrong, spectrum.one_vector_only"""
import numpy as np


def transient_growth(W, steps):
    v = np.ones(len(W))
    v = v / np.linalg.norm(v)
    out = [np.linalg.norm(v)]
    for k in range(steps):
        v = W @ v
        out.append(np.linalg.norm(v))
    return np.array(out)
