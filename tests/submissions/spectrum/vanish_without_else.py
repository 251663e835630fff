"""expect: wrong; None where False is asked for"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    if gamma * np.linalg.norm(W_hh, 2) < 1:
        return True
