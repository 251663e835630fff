"""expect: wrong, gradient_decay.line_between_the_ends"""

import numpy as np



def decay_curve(T, a, b=0.5):
    last = (a * b) ** T
    k = np.arange(T + 1)
    return 1 + (last - 1) * k / max(T, 1)
