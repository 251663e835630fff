"""expect: right; one call each"""
import numpy as np


def spectral_radius(W):
    return np.max(np.abs(np.linalg.eigvals(W)))


def spectral_norm(W):
    return np.linalg.norm(W, ord=2)


def rescale_to_radius(W, radius):
    rho = spectral_radius(W)
    if rho == 0:
        raise ValueError("W has spectral radius 0")
    return W / rho * radius


def jacobian_bound(W_hh, gamma, steps):
    return (gamma * spectral_norm(W_hh)) ** steps


def must_vanish(W_hh, gamma=1.0):
    return spectral_norm(W_hh) * gamma < 1.0


def transient_growth(W, steps):
    return np.array([spectral_norm(np.linalg.matrix_power(W, k)) for k in range(steps + 1)])
