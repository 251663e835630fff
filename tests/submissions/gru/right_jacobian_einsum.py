"""expect: right; einsum"""
import numpy as np


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    H = h_prev.size
    U = W_h.reshape(3, H, H)
    u = (W_x @ x + b_x).reshape(3, H)
    v = (W_h @ h_prev + b_h).reshape(3, H)
    gates = 0.5 + 0.5 * np.tanh((u[:2] + v[:2]) / 2)
    slopes = gates * (1 - gates)
    r, z = gates
    n = np.tanh(u[2] + r * v[2])
    dgate = np.einsum("gi,gij->gij", slopes, U[:2])
    dbracket = np.einsum("i,ij->ij", v[2], dgate[0]) + np.einsum("i,ij->ij", r, U[2])
    dn = np.einsum("i,ij->ij", 1 - n ** 2, dbracket)
    eye = np.eye(H)
    return np.einsum("i,ij->ij", z, eye) + np.einsum("i,ij->ij", h_prev - n, dgate[1]) + np.einsum("i,ij->ij", 1 - z, dn)
