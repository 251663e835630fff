"""expect: wrong, gradient_decay.running_sum"""

from itertools import accumulate


def decay_curve(T, a, b=0.5):
    return list(accumulate((a * b) ** k for k in range(T + 1)))
