"""expect: wrong, lstm.tanh_gates"""
import numpy as np


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    gates = np.tanh(W_x @ x + W_h @ h_prev + b).reshape(4, -1)
    c = gates[1] * c_prev + gates[0] * gates[2]
    return gates[3] * np.tanh(c), c, gates
