"""expect: right; R's signs on the rows of Q: with LAPACK's reflections that is Haar's distribution, too"""
import numpy as np


def orthogonal(n, rng):
    q, r = np.linalg.qr(rng.standard_normal((n, n)))
    return np.sign(np.diag(r))[:, None] * q
