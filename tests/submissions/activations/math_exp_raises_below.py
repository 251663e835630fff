"""expect: wrong, activations.math_exp_raises_below"""

import math

import numpy as np


def sig(x):
    return 1.0 / (1.0 + math.exp(-x))


def sigmoid_derivative(z):
    z = np.asarray(z)
    d = np.zeros(z.shape)
    for i, x in np.ndenumerate(z):
        d[i] = sig(x) * (1.0 - sig(x))
    return d
