"""expect: right; sums of logarithms where others multiply"""
import math

import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    return math.exp(steps * (math.log(gamma) + math.log(np.linalg.norm(W_hh, 2))))


def must_vanish(W_hh, gamma=1.0):
    return math.log(gamma) + math.log(np.linalg.norm(W_hh, 2)) < 0


def transient_growth(W, steps):
    # renormalised at every step, so that no horizon underflows
    log, direction, norms = 0.0, np.eye(len(W)), [1.0]
    for _ in range(steps):
        direction = direction @ W
        size = np.linalg.norm(direction, 2)
        if size == 0:
            return norms + [0.0] * (steps + 1 - len(norms))
        log += math.log(size)
        direction = direction / size
        norms.append(math.exp(log))
    return norms
