"""expect: right; the math module, a whole 0"""

from math import inf, log10


def log10_gradient_decay(T, a, b=0.5):
    if not T:
        return 0
    if min(a, b) <= 0:
        return -inf
    return T * (log10(a) + log10(b))
