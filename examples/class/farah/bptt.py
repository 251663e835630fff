import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh = np.zeros(W_xh.shape)
    dW_hh = np.zeros(W_hh.shape)
    db = np.zeros(W_hh.shape[0])
    carry = np.zeros(W_hh.shape[0])
    for x, h_prev, h, dh in zip(xs[::-1], hs[-2::-1], hs[::-1], dhs[::-1]):
        da = (dh + carry) * (1 - h**2)
        dW_xh += np.einsum("i,j->ij", da, x)
        dW_hh += np.einsum("i,j->ij", da, h_prev)
        db += da
        carry = np.einsum("ij,i->j", W_hh, da)
    return dW_xh, dW_hh, db, carry


def numerical_gradient(f, w, eps=1e-5):
    def slope(i):
        e = np.zeros(w.shape)
        e[i] = eps
        return (f(w + e) - f(w - e)) / (2 * eps)

    return np.array([slope(i) for i in np.ndindex(w.shape)]).reshape(w.shape)


def step_contributions(xs, hs, dh_last, W_hh):
    norms = []
    carry = dh_last
    for t in range(len(xs))[::-1]:
        da = carry * (1 - hs[t + 1] ** 2)
        norms.append(np.linalg.norm(da) * np.linalg.norm(hs[t]))
        carry = da @ W_hh
    return np.array(norms[::-1])
