"""expect: wrong, gradient_decay.one_step_too_late"""

def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1:
        return None
    k = 0
    value = 1.0
    done = False
    while not done:
        done = value < threshold
        value *= factor
        k += 1
    return k
