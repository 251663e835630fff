"""expect: wrong; a norm below 1e-8 is called 0, an absolute error no tolerance of 1e-8 sees"""
import numpy as np


def global_norm(grads):
    n = float(np.sqrt(sum(np.sum(g**2) for g in grads)))
    return 0.0 if n < 1e-8 else n
