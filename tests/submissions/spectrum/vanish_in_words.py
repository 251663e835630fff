"""expect: wrong; a text is no truth value"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    return "vanishes" if gamma * np.linalg.norm(W_hh, 2) < 1 else "may explode"
