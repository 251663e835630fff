"""expect: wrong, gradient_decay.curve_turned_round"""

import numpy as np



def decay_curve(T, a, b=0.5):
    grads = np.empty(T + 1)
    grads[T] = 1.0
    for t in reversed(range(T)):
        grads[t] = grads[t + 1] * a * b
    return grads
