"""expect: right; bisection between powers of 2"""

def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1 >= threshold:
        return None
    high = 1
    while factor**high >= threshold > 0 and factor < 1:
        high *= 2
    low = 0
    while low < high:
        middle = (low + high) // 2
        if factor**middle < threshold:
            high = middle
        else:
            low = middle + 1
    return low
