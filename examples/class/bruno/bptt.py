import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    xs, hs, dhs, W_xh, W_hh = [np.array(a, dtype=np.float32) for a in (xs, hs, dhs, W_xh, W_hh)]
    T = xs.shape[0]
    dW_xh = np.zeros_like(W_xh)
    dW_hh = np.zeros_like(W_hh)
    db = np.zeros(W_hh.shape[0], dtype=np.float32)
    dh_next = np.zeros(W_hh.shape[0], dtype=np.float32)
    for t in reversed(range(T)):
        dh = dhs[t] + dh_next
        draw = (1 - hs[t + 1] * hs[t + 1]) * dh  # through the tanh
        dW_xh += np.outer(draw, xs[t])
        dW_hh += np.outer(draw, hs[t])
        db += draw
        dh_next = W_hh.T @ draw
    return dW_xh, dW_hh, db, dh_next


def numerical_gradient(f, w, eps=1e-5):
    # float32 is too coarse for this one: w + 1e-5 keeps only two digits of the step
    g = np.zeros(w.shape)
    for i in range(w.size):
        e = np.zeros(w.size)
        e[i] = eps
        e = e.reshape(w.shape)
        g.flat[i] = (f(w + e) - f(w - e)) / (2 * eps)
    return g


def step_contributions(xs, hs, dh_last, W_hh):
    hs, W_hh = hs.astype(np.float32), W_hh.astype(np.float32)
    dh = np.asarray(dh_last, dtype=np.float32)
    out = []
    for t in reversed(range(len(xs))):
        draw = (1 - hs[t + 1] * hs[t + 1]) * dh
        # the squares inside the norm would be below 1e-38
        out.append(np.linalg.norm(np.outer(draw, hs[t]).astype(np.float64)))
        dh = W_hh.T @ draw
    return np.array(out[::-1])
