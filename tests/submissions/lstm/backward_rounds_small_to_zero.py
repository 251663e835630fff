"""expect: wrong, general.small_taken_for_zero; gradients below 1e-12 are called 0, an absolute error of 1e-12"""
import numpy as np


def lstm_step_backward(dh, dc, x, h_prev, c_prev, c, gates, W_x, W_h):
    i, f, g, o = gates
    tc = np.tanh(c)
    do = dh * tc
    dct = dc + dh * o * (1 - tc ** 2)
    di = dct * g
    df = dct * c_prev
    dg = dct * i
    dc_prev = np.where(np.abs(dct) < 1e-12, 0, dct * f)
    dai = di * i * (1 - i)
    daf = df * f * (1 - f)
    dag = dg * (1 - g ** 2)
    dao = do * o * (1 - o)
    da = np.concatenate([dai, daf, dag, dao])
    da[np.abs(da) < 1e-12] = 0
    dx = W_x.T @ da
    dh_prev = W_h.T @ da
    dW_x = np.outer(da, x)
    dW_h = np.outer(da, h_prev)
    return dx, dh_prev, dc_prev, dW_x, dW_h, da
