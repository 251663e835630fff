"""expect: wrong, general.remembers; weights' gradients of the last call are still in there"""
import numpy as np


total = {}


def lstm_step_backward(dh, dc, x, h_prev, c_prev, c, gates, W_x, W_h):
    i, f, g, o = gates
    tc = np.tanh(c)
    do = dh * tc
    dct = dc + dh * o * (1 - tc ** 2)
    di = dct * g
    df = dct * c_prev
    dg = dct * i
    dc_prev = dct * f
    dai = di * i * (1 - i)
    daf = df * f * (1 - f)
    dag = dg * (1 - g ** 2)
    dao = do * o * (1 - o)
    da = np.concatenate([dai, daf, dag, dao])
    dx = W_x.T @ da
    dh_prev = W_h.T @ da
    dW_x = total["x"] = total.get(("x", da.tobytes()), 0) + np.outer(da, x)
    total["x", da.tobytes()] = dW_x
    dW_h = np.outer(da, h_prev)
    return dx, dh_prev, dc_prev, dW_x, dW_h, da
