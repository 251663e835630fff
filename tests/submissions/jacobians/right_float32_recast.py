"""expect: right; computed in float32, returned as float64"""
import numpy as np


def f32(a):
    return np.asarray(a, dtype="float32")


def step_jacobian(h, W_hh):
    return (np.diag(f32(1 - h ** 2)) @ f32(W_hh)).astype(float)


def jacobian_product(hs, W_hh, start, stop):
    P = f32(np.eye(len(W_hh)))
    for t in range(stop, start, -1):
        P = P @ f32(step_jacobian(hs[t], W_hh))
    return P.astype(float)


def gradient_norms(hs, W_hh, dh_last):
    g = f32(dh_last)
    norms = [float(np.sqrt(np.sum(g * g)))]
    for h in hs[:0:-1]:
        g = g @ f32(step_jacobian(h, W_hh))
        norms.append(float(np.sqrt(np.sum(g * g))))
    return norms[::-1]
