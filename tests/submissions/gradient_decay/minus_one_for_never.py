"""expect: wrong, gradient_decay.minus_one_for_never"""

def vanishing_horizon(factor, threshold=1e-6):
    k, g = 0, 1.0
    while g >= threshold:
        if g * factor >= g:
            return -1
        g *= factor
        k += 1
    return k
