"""expect: wrong; an ArithmeticError reaches nobody who catches ValueError"""
import numpy as np


def rescale_to_radius(W, radius):
    rho = np.abs(np.linalg.eigvals(W)).max()
    if rho == 0:
        raise ArithmeticError("the radius of W is 0")
    return W * (radius / rho)
