"""expect: wrong, general.small_taken_for_zero; wrong by 7e-15 at 17, which is all there is; where one cuts is anybody's choice, so no idea is named"""

import numpy as np


def tanh_derivative(z):
    # far out the slope is zero anyway
    return np.where(np.abs(z) > 10, 0.0, 1 - np.tanh(z) ** 2)
