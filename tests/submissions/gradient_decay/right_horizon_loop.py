"""expect: right; a loop that multiplies as it goes"""

def vanishing_horizon(factor, threshold=1e-6):
    steps, left = 0, 1.0
    while left >= threshold:
        if factor >= 1:
            return None
        left *= factor
        steps += 1
    return steps
