"""expect: wrong, spectrum.longest_column"""
import numpy as np


def spectral_norm(W):
    longest = 0
    for e in np.eye(len(W)):
        longest = max(longest, np.linalg.norm(W @ e))
    return longest
