"""expect: right; the definition, word by word"""

from itertools import count


def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1 and threshold <= 1:
        return None
    return next(k for k in count() if factor**k < threshold)
