"""expect: wrong, lstm.blocks_transposed"""
import numpy as np


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    H, D = h_prev.size, x.size
    a = np.einsum("khd,d->kh", W_x.reshape(4, H, D), x)
    a += np.einsum("kjh,j->kh", W_h.reshape(4, H, H), h_prev)
    a += b.reshape(4, H)
    gates = np.where([[True], [True], [False], [True]], 0.5 + 0.5 * np.tanh(a / 2), np.tanh(a))
    c = gates[1] * c_prev + gates[0] * gates[2]
    h = gates[3] * np.tanh(c)
    return h, c, gates
