"""expect: wrong, gradient_decay.log_of_one_step_less"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    logs = np.full(T, np.log10(a * b))
    return logs[1:].sum()
