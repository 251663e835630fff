"""expect: right; math, lists and loops"""
from math import exp, tanh


def logistic(v):
    return 1 / (1 + exp(-v)) if v > 0 else exp(v) / (1 + exp(v))


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    H = len(h_prev)
    total = []
    for row in range(4 * H):
        s = b[row]
        for d in range(len(x)):
            s += W_x[row][d] * x[d]
        for k in range(H):
            s += W_h[row][k] * h_prev[k]
        total.append(s)
    i = [logistic(v) for v in total[:H]]
    f = [logistic(v) for v in total[H:2 * H]]
    g = [tanh(v) for v in total[2 * H:3 * H]]
    o = [logistic(v) for v in total[3 * H:]]
    c = [f[u] * c_prev[u] + i[u] * g[u] for u in range(H)]
    h = [o[u] * tanh(c[u]) for u in range(H)]
    return h, c, [i, f, g, o]
