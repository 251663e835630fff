"""expect: wrong; right until Python has no more frames, at about a thousand steps: a RecursionError that speaks for itself"""

def vanishing_horizon(factor, threshold=1e-6, k=0):
    if factor**k < threshold:
        return k
    if factor >= 1:
        return None
    return vanishing_horizon(factor, threshold, k + 1)
