"""expect: right; index notation, with a path"""

import numpy as np


def demand(x):
    W = np.outer(x, x)
    a = np.einsum("ij,jk,kl->il", W, W, W, optimize=True)
    return bool(np.linalg.norm(a - W @ W @ W) <= 1e-9 * np.linalg.norm(a))
