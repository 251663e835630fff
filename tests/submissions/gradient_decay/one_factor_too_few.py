"""expect: wrong, gradient_decay.one_factor_too_few"""

def gradient_decay(n, lam, d=0.5):
    g = 1.0
    for t in range(1, n):
        g = g * lam * d
    return g
