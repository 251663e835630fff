"""expect: right; lists, loops and math"""
from math import tanh


def lstm_step_backward(dh, dc, x, h_prev, c_prev, c, gates, W_x, W_h):
    H, D = len(c), len(x)
    back = [0.0] * (4 * H)
    dc_prev = [0.0] * H
    for u in range(H):
        i, f, g, o = gates[0][u], gates[1][u], gates[2][u], gates[3][u]
        t = tanh(c[u])
        at_c = dc[u] + dh[u] * o * (1 - t * t)
        back[u] = at_c * g * i * (1 - i)
        back[H + u] = at_c * c_prev[u] * f * (1 - f)
        back[2 * H + u] = at_c * i * (1 - g * g)
        back[3 * H + u] = dh[u] * t * o * (1 - o)
        dc_prev[u] = at_c * f
    dx = [sum(W_x[r][d] * back[r] for r in range(4 * H)) for d in range(D)]
    dh_prev = [sum(W_h[r][k] * back[r] for r in range(4 * H)) for k in range(H)]
    dW_x = [[e * v for v in x] for e in back]
    dW_h = [[e * v for v in h_prev] for e in back]
    return dx, dh_prev, dc_prev, dW_x, dW_h, back
