"""expect: right; float32, the norm from W.T @ W while it can"""
import numpy as np


def f32(W):
    return np.array(W, dtype="float32")


def spectral_radius(W):
    return float(max(abs(np.linalg.eigvals(f32(W)))))


def spectral_norm(W):
    W = f32(W)
    return float(np.sqrt(np.abs(np.linalg.eigvalsh(W.T @ W)).max()))


def rescale_to_radius(W, radius):
    own = spectral_radius(W)
    if own == 0:
        raise ValueError
    return f32(W) / f32(own) * f32(radius)


def jacobian_bound(W_hh, gamma, steps):
    return f32(gamma * spectral_norm(W_hh)) ** steps


def must_vanish(W_hh, gamma=1.0):
    return int(gamma * spectral_norm(W_hh) < 1)
