"""expect: wrong, shortcuts.shortcut_inside_tanh"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    states = [h0]
    for x in xs:
        prev = states[-1]
        states.append(np.tanh(prev + W_xh @ x + W_hh @ prev + b))
    return np.stack(states)
