"""expect: wrong, bptt.norm_of_da"""
import math


def step_contributions(xs, hs, dh_last, W_hh):
    norms = []
    dh = dh_last
    for h in hs[:0:-1]:
        da = dh * (1 - h * h)
        norms.append(math.sqrt(da @ da))
        dh = da @ W_hh
    return norms[::-1]
