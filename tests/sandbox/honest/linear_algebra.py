"""expect: right; svd, eigenvalues, inverses, norms"""

import numpy as np


def demand(x):
    W = np.outer(x, x) + np.eye(len(x))
    U, s, Vt = np.linalg.svd(W)
    values, vectors = np.linalg.eig(W)
    Q, R = np.linalg.qr(W)
    return bool(np.linalg.norm(U * s @ Vt - W) < 1e-9 and np.linalg.norm(np.linalg.inv(W) @ W - np.eye(len(x))) < 1e-9)
