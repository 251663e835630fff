"""expect: wrong, gru.blocks_transposed"""
import numpy as np


def logistic(t):
    return (np.tanh(t / 2) + 1) / 2


def gru_step(x, h, W_x, W_h, b_x, b_h):
    Wr, Wz, Wn = np.split(W_x, 3)
    Ur, Uz, Un = np.split(W_h, 3)
    br, bz, bn = np.split(b_x, 3)
    cr, cz, cn = np.split(b_h, 3)
    reset = logistic(Wr.dot(x) + br + h.dot(Ur) + cr)
    update = logistic(Wz.dot(x) + bz + h.dot(Uz) + cz)
    cand = np.tanh(Wn.dot(x) + bn + reset * (h.dot(Un) + cn))
    return cand + update * (h - cand)
