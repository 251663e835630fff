"""expect: wrong, lstm.divides_products"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    upto = np.ones((T + 1, H))
    upto[1:] = forget_gates.cumprod(0)
    return upto[T] / upto
