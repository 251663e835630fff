"""expect: right; float32"""
import numpy as np


def spectral_radius(W):
    return np.abs(np.linalg.eigvals(W.astype(np.float32))).max()


def spectral_norm(W):
    return np.linalg.norm(np.asarray(W, dtype=np.float32), 2)


def rescale_to_radius(W, radius):
    W = W.astype(np.float32)
    rho = spectral_radius(W)
    if rho == 0:
        raise ValueError("radius 0")
    return W * np.float32(radius / rho)


def jacobian_bound(W_hh, gamma, steps):
    return (np.float32(gamma) * spectral_norm(W_hh)) ** np.float32(steps)


def must_vanish(W_hh, gamma=1.0):
    return np.float32(gamma) * spectral_norm(W_hh) < 1


def transient_growth(W, steps):
    W = W.astype(np.float32)
    P = np.eye(len(W), dtype=np.float32)
    norms = np.zeros(steps + 1, dtype=np.float32)
    for k in range(steps + 1):
        norms[k] = np.linalg.svd(P, compute_uv=False)[0]
        P = P @ W
    return norms
