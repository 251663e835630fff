"""expect: right; divide in the middle; the norms from the recursion's rows"""
import numpy as np


def step_jacobian(h, W_hh):
    return np.multiply(W_hh, np.subtract(1, np.square(h))[:, np.newaxis])


def jacobian_product(hs, W_hh, start, stop):
    if start == stop:
        return np.identity(len(W_hh))
    if stop - start == 1:
        return step_jacobian(hs[stop], W_hh)
    middle = (start + stop) // 2
    return jacobian_product(hs, W_hh, middle, stop) @ jacobian_product(hs, W_hh, start, middle)


def gradient_norms(hs, W_hh, dh_last):
    own = [np.linalg.norm(dh_last)]
    if len(hs) == 1:
        return own
    earlier = gradient_norms(hs[:-1], W_hh, dh_last @ step_jacobian(hs[-1], W_hh))
    return np.concatenate([earlier, own])
