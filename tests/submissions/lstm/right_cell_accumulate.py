"""expect: right; itertools and a reduction per unit"""
from itertools import accumulate
from operator import mul


def cell_gradient(forget_gates):
    columns = []
    for column in forget_gates.T:
        factors = [1.0, *column[::-1]]
        columns.append(list(accumulate(factors, mul))[::-1])
    return [list(row) for row in zip(*columns)]
