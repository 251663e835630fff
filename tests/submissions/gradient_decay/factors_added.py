"""expect: wrong, gradient_decay.factors_added"""

import numpy as np



def gradient_decay(T, lam, dtanh=0.5):
    per_step = sum([lam, dtanh])
    return np.power(per_step, float(T))
