"""expect: wrong, lstm.sets_the_gate"""
from math import exp


def init_forget_bias(b, value=1.0):
    quarter = len(b) // 4
    new = []
    for k, entry in enumerate(b):
        new.append(1 / (1 + exp(-value)) if quarter <= k < 2 * quarter else entry)
    return new
