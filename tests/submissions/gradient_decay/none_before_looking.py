"""expect: wrong, gradient_decay.none_before_looking"""

def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1:
        return None
    g = 1.0
    k = 0
    while not g < threshold:
        k, g = k + 1, g * factor
    return k
