"""expect: right; Python floats in nested lists, math only"""
import math


def step_jacobian(h, W_hh):
    return [[(1 - hi * hi) * w for w in row] for hi, row in zip(h, W_hh)]


def _times(A, B):
    return [[sum(a * b for a, b in zip(row, column)) for column in zip(*B)] for row in A]


def jacobian_product(hs, W_hh, start, stop):
    H = len(W_hh)
    P = [[float(i == j) for j in range(H)] for i in range(H)]
    for h in hs[start + 1:stop + 1]:
        P = _times(step_jacobian(h, W_hh), P)
    return P


def gradient_norms(hs, W_hh, dh_last):
    row, norms = list(dh_last), [math.hypot(*dh_last)]
    for h in hs[:0:-1]:
        (row,) = _times([row], step_jacobian(h, W_hh))
        norms.append(math.hypot(*row))
    return norms[::-1]
