"""expect: right; singular values from svd, sizes as 0-d arrays, np.bool_"""
import numpy as np


def spectral_radius(W):
    values, _ = np.linalg.eig(W)
    return np.array(np.sqrt(values.real ** 2 + values.imag ** 2).max())


def spectral_norm(W):
    U, S, Vt = np.linalg.svd(W)
    return np.array(S[0])


def rescale_to_radius(W, radius):
    own = spectral_radius(W)
    if own <= 0:
        raise ValueError("no multiple of W has that radius")
    out = W.copy()
    out *= radius / own
    return out


def jacobian_bound(W_hh, gamma, steps):
    return np.power(gamma * spectral_norm(W_hh), steps)


def must_vanish(W_hh, gamma=1.0):
    S = np.linalg.svd(W_hh, compute_uv=False)
    return np.all(gamma * S < 1)


def transient_growth(W, steps):
    powers = np.empty((steps + 1, *W.shape))
    powers[0] = np.eye(len(W))
    for k in range(steps):
        powers[k + 1] = powers[k] @ W
    return np.linalg.svd(powers, compute_uv=False)[:, 0]
