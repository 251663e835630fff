"""expect: wrong, gru.never_resets"""
import math


def s(v):
    return 1 / (1 + math.exp(-v)) if v > -700 else 0.0


def gru_step(x, h_prev, W_x, W_h, b_x, b_h):
    n_units = len(h_prev)

    def from_x(row):
        return sum(w * v for w, v in zip(W_x[row], x)) + b_x[row]

    def from_h(row):
        return sum(w * v for w, v in zip(W_h[row], h_prev)) + b_h[row]

    new = []
    for k in range(n_units):
        r = s(from_x(k) + from_h(k))
        z = s(from_x(n_units + k) + from_h(n_units + k))
        n = math.tanh(from_x(2 * n_units + k) + from_h(2 * n_units + k))
        new.append((1 - z) * n + z * h_prev[k])
    return new
