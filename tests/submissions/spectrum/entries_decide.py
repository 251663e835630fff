"""expect: wrong, spectrum.entries_decide"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    return bool(np.all(np.abs(W_hh) * gamma < 1))
