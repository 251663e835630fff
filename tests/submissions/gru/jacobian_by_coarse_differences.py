"""expect: wrong, general.approximated; one-sided differences with eps 1e-10: noise of 1e-6"""
import numpy as np


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    def f(h):
        sig = lambda a: 1 / (1 + np.exp(-a))
        xr, xz, xn = np.split(W_x @ x + b_x, 3)
        hr, hz, hn = np.split(W_h @ h + b_h, 3)
        z = sig(xz + hz)
        return (1 - z) * np.tanh(xn + sig(xr + hr) * hn) + z * h

    return np.array([(f(h_prev + 1e-10 * e) - f(h_prev)) / 1e-10 for e in np.eye(len(h_prev))]).T
