"""expect: wrong, gradient_decay.counts_from_one"""

from itertools import count


def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1:
        return None if factor >= threshold else 1
    for k in count(1):
        if factor**k < threshold:
            return k
