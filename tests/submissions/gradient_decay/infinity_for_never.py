"""expect: wrong, gradient_decay.infinity_for_never"""

def vanishing_horizon(factor, threshold=1e-6):
    if 1 < threshold:
        return 0
    if factor >= 1:
        return float("inf")
    k = 1
    while factor**k >= threshold:
        k += 1
    return k
