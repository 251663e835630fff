"""expect: wrong; 1e-8 is added to the tanh's slope, as if it were a denominator"""
import numpy as np


def lstm_step_backward(grad_h, grad_c, x, h_prev, c_prev, c, gates, W_x, W_h):
    H = c.shape[0]
    it, ft, gt, ot = gates[0], gates[1], gates[2], gates[3]
    squashed = np.tanh(c)
    through_h = grad_h * ot * (1.0 - squashed * squashed + 1e-8)
    cell = grad_c + through_h
    delta = np.zeros(4 * H)
    delta[:H] = cell * gt * it * (1 - it)
    delta[H:2 * H] = cell * c_prev * ft * (1 - ft)
    delta[2 * H:3 * H] = cell * it * (1 - gt * gt)
    delta[3 * H:] = grad_h * squashed * ot * (1 - ot)
    grad_x = np.dot(delta, W_x)
    grad_h_prev = np.dot(delta, W_h)
    grad_c_prev = cell * ft
    return grad_x, grad_h_prev, grad_c_prev, delta[:, None] * x, delta[:, None] * h_prev, delta
