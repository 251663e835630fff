"""expect: wrong, spectrum.real_part_decides"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    return bool(np.linalg.eigvals(W_hh).real.max() * gamma < 1.0)
