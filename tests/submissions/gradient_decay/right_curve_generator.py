"""expect: right; accumulate, and a tuple for a list"""

from itertools import accumulate, repeat


def decay_curve(T, a, b=0.5):
    return tuple(accumulate(repeat(a * b, T), lambda g, f: g * f, initial=1.0))
