"""expect: wrong, bptt.carry_skips_tanh"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    gW, gU, gb = 0 * W_xh, 0 * W_hh, 0 * W_hh[0]
    dh = 0 * gb
    for x, before, after, direct in list(zip(xs, hs[:-1], hs[1:], dhs))[::-1]:
        dh = dh + direct
        dtanh = dh * (1 - after**2)
        gW = gW + dtanh[:, None] * x[None, :]
        gU = gU + dtanh[:, None] * before[None, :]
        gb = gb + dtanh
        dh = dh @ W_hh
    return gW, gU, gb, dh
