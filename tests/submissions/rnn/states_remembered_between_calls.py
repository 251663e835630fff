"""expect: wrong, general.remembers; the state of the last call is where the next one starts"""
import numpy as np

memory = {}


def rnn_forward(xs, h0, W_xh, W_hh, b):
    h = memory.get(len(xs), h0)
    hs = [h]
    for x in xs:
        h = np.tanh(W_xh @ x + W_hh @ h + b)
        hs.append(h)
    memory[len(xs)] = h
    return np.array(hs)
