"""expect: wrong, gradient_decay.always_a_millionth"""

EPS = 1e-6


def vanishing_horizon(factor, threshold=EPS):
    if factor >= 1:
        return None
    k = 0
    while factor**k >= EPS:
        k += 1
    return k
