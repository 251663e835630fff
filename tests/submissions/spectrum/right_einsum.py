"""expect: right; einsum for the powers, W.T @ W for the norm, a characteristic polynomial avoided"""
import numpy as np


def spectral_norm(W):
    gram = np.einsum("ki,kj->ij", W, W)
    return np.linalg.eigvalsh(gram)[-1].clip(0) ** 0.5


def spectral_radius(W):
    return np.linalg.eigvals(W).__abs__().max()


def rescale_to_radius(W, radius):
    rho = spectral_radius(W)
    if np.equal(rho, 0):
        raise ValueError("zero radius")
    return np.einsum(",ij->ij", radius / rho, W)


def jacobian_bound(W_hh, gamma, steps):
    return np.prod(np.full(steps, gamma * spectral_norm(W_hh)))


def must_vanish(W_hh, gamma=1.0):
    return not gamma * spectral_norm(W_hh) >= 1


def transient_growth(W, steps):
    P = np.eye(len(W))
    norms = np.ones(steps + 1)
    for k in range(1, steps + 1):
        P = np.einsum("ij,jk->ik", W, P)
        norms[k] = spectral_norm(P)
    return norms
