"""expect: right; powers from the left, by recursion; extra parameters with defaults; ints for truth"""
import numpy as np


def spectral_norm(W, ord=2):
    return np.linalg.norm(W.T, ord)


def spectral_radius(W):
    return np.hypot(*(part for part in [np.linalg.eigvals(W.T).real, np.linalg.eigvals(W.T).imag])).max()


def rescale_to_radius(W, radius, check=True):
    own = spectral_radius(W)
    if check and own == 0.0:
        raise ValueError("radius")
    return np.multiply(W, np.divide(radius, own))


def must_vanish(W_hh, gamma=1.0):
    return 1 if spectral_norm(W_hh) < 1 / gamma else 0


def jacobian_bound(W_hh, gamma, steps):
    return 1 if steps == 0 else gamma * spectral_norm(W_hh) * jacobian_bound(W_hh, gamma, steps - 1)


def _powers(W, steps):
    if steps == 0:
        return [np.identity(len(W))]
    earlier = _powers(W, steps - 1)
    return [*earlier, W @ earlier[-1]]


def transient_growth(W, steps):
    return tuple(np.linalg.norm(P, 2) for P in _powers(W, steps))
