"""expect: wrong, gradient_decay.magnitude_at_the_horizon"""

def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1 and threshold <= 1:
        return None
    g = 1.0
    while g >= threshold:
        g *= factor
    return g
