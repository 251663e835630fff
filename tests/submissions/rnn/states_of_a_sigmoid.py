"""expect: wrong, rnn.states_of_a_sigmoid"""
import math


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [list(h0)]
    for x in xs:
        row = []
        for i in range(len(h0)):
            z = b[i] + sum(W_xh[i][j] * x[j] for j in range(len(x)))
            z += sum(W_hh[i][j] * hs[-1][j] for j in range(len(h0)))
            row.append(1 / (1 + math.exp(-z)))
        hs.append(row)
    return hs
