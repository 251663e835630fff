"""expect: wrong; the mean singular value below 1: an average decides nothing about the worst case"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    return gamma * np.linalg.svd(W_hh)[1].mean() < 1
