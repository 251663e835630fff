"""expect: wrong, gru.z_moves_n_only"""
from math import exp, tanh


def sg(v):
    return 1 / (1 + exp(-v)) if v > -700 else 0.0


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    H = len(h_prev)
    wx = [sum(a * b for a, b in zip(row, x)) + c for row, c in zip(W_x, b_x)]
    wh = [sum(a * b for a, b in zip(row, h_prev)) + c for row, c in zip(W_h, b_h)]
    J = [[0.0] * H for _ in range(H)]
    for i in range(H):
        r = sg(wx[i] + wh[i])
        z = sg(wx[H + i] + wh[H + i])
        n = tanh(wx[2 * H + i] + r * wh[2 * H + i])
        for j in range(H):
            dr = r * (1 - r) * W_h[i][j]
            dz = z * (1 - z) * W_h[H + i][j]
            dn = (1 - n * n) * (r * W_h[2 * H + i][j] + wh[2 * H + i] * dr)
            J[i][j] = (1 - z) * dn - n * dz
            if i == j:
                J[i][j] += z
    return J
