"""expect: wrong, gradient_decay.one_factor_too_many"""

def gradient_decay(n, lam, d=0.5):
    g = lam * d
    while n > 0:
        g *= lam * d
        n -= 1
    return g
