"""expect: wrong, lstm.blocks_and_gates_i_f_o_g"""
import numpy as np


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    H = len(h_prev)
    a = W_x @ x + W_h @ h_prev + b
    ifo = 1 / (1 + np.exp(-a[:3 * H]))
    cand = np.tanh(a[3 * H:])
    i, f, o = ifo[:H], ifo[H:2 * H], ifo[2 * H:]
    c = f * c_prev + i * cand
    return o * np.tanh(c), c, np.concatenate([ifo, cand]).reshape(4, H)
