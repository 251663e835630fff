"""expect: wrong, clipping.value_in_place_and_none"""
import numpy as np


def clip_by_value(grads, limit):
    for g in grads:
        g.clip(-limit, limit, out=g)
