"""expect: wrong, gradient_decay.horizon_of_a_straight_line"""

def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1:
        return None
    left, k = 1.0, 0
    while left >= threshold:
        left -= 1 - factor
        k += 1
    return k
