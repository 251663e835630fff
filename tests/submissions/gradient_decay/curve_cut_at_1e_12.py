"""expect: wrong, general.small_taken_for_zero; zeros where less than 1e-12 is left: off by less than 1e-8 everywhere, and where one cuts is anybody's choice"""

import numpy as np



def decay_curve(T, a, b=0.5):
    curve = (a * b) ** np.arange(T + 1.0)
    curve[curve < 1e-12] = 0.0
    return curve
