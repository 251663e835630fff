"""expect: wrong, lstm.gates_read_the_cell"""
import numpy as np


def sig(v):
    return 0.5 * (1.0 + np.tanh(0.5 * v))


def lstm_step(inp, hidden, cell, W_x, W_h, b):
    z = np.dot(W_x, inp) + np.dot(W_h, cell) + b
    zi, zf, zg, zo = np.split(z, 4)
    it, ft, gt, ot = sig(zi), sig(zf), np.tanh(zg), sig(zo)
    new_cell = ft * cell + it * gt
    new_hidden = ot * np.tanh(new_cell)
    return new_hidden, new_cell, np.vstack((it, ft, gt, ot))
