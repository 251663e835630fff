"""expect: wrong, lstm.gates_squashed_twice"""
import numpy as np


def sigmoid_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


def tanh_derivative(z):
    return 1 - np.tanh(z) ** 2


def lstm_step_backward(dh, dc, x, h_prev, c_prev, c, gates, W_x, W_h):
    i, f, g, o = gates
    dC = dc + dh * o * tanh_derivative(c)
    da = np.r_[
        dC * g * sigmoid_derivative(i),
        dC * c_prev * sigmoid_derivative(f),
        dC * i * tanh_derivative(g),
        dh * np.tanh(c) * sigmoid_derivative(o),
    ]
    return da @ W_x, da @ W_h, dC * f, np.outer(da, x), np.outer(da, h_prev), da
