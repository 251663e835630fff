"""expect: right; loops, Python numbers, lists"""
import math

import numpy as np


def spectral_radius(W):
    largest = 0.0
    for value in np.linalg.eigvals(W):
        largest = max(largest, math.hypot(value.real, value.imag))
    return largest


def spectral_norm(W):
    WtW = [[sum(W[k][i] * W[k][j] for k in range(len(W))) for j in range(len(W))] for i in range(len(W))]
    return math.sqrt(max(0.0, *np.linalg.eigvalsh(WtW)))


def rescale_to_radius(W, radius):
    rho = spectral_radius(W)
    if not rho:
        raise ValueError(f"radius is {rho}")
    return [[w * radius / rho for w in row] for row in W]


def jacobian_bound(W_hh, gamma, steps):
    bound = 1.0
    for _ in range(steps):
        bound = bound * gamma * spectral_norm(W_hh)
    return bound


def must_vanish(W_hh, gamma=1.0):
    if gamma * spectral_norm(W_hh) < 1:
        return True
    else:
        return False


def transient_growth(W, steps):
    power = [[float(i == j) for j in range(len(W))] for i in range(len(W))]
    norms = []
    for _ in range(steps + 1):
        norms.append(spectral_norm(power))
        power = [[sum(a * b for a, b in zip(row, column)) for column in zip(*W)] for row in power]
    return norms
