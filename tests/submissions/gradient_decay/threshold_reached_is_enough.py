"""expect: wrong, gradient_decay.threshold_reached_is_enough"""

def vanishing_horizon(factor, threshold=1e-6):
    if threshold > 1:
        return 0
    if factor >= 1:
        return None
    k, g = 0, 1.0
    while g > threshold:
        g *= factor
        k += 1
    return k
