"""expect: wrong, initialisation.unit_columns; drawn column by column"""
import numpy as np


def orthogonal(n, rng):
    columns = []
    for _ in range(n):
        v = rng.standard_normal(n)
        columns.append(v / np.sqrt(v @ v))
    return np.array(columns).T
