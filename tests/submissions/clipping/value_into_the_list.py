"""expect: wrong, clipping.value_in_place; the list is changed, not its arrays"""
import numpy as np


def clip_by_value(grads, limit):
    for i, g in enumerate(grads):
        grads[i] = g.clip(-limit, limit)
    return grads
