"""expect: right; einsum for every product, sums after the walk"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    das = np.zeros(dhs.shape)
    carry = np.zeros(W_hh.shape[0])
    for t in reversed(range(len(xs))):
        das[t] = np.einsum("i,i->i", dhs[t] + carry, 1 - hs[t + 1] ** 2)
        carry = np.einsum("ij,i->j", W_hh, das[t])
    return (
        np.einsum("ti,tj->ij", das, xs),
        np.einsum("ti,tj->ij", das, hs[:-1]),
        np.einsum("ti->i", das),
        carry,
    )


def step_contributions(xs, hs, dh_last, W_hh):
    T = len(xs)
    das = np.zeros((T, len(W_hh)))
    carry = dh_last
    for t in reversed(range(T)):
        das[t] = carry * (1 - hs[t + 1] ** 2)
        carry = np.einsum("ij,i->j", W_hh, das[t])
    shares = np.einsum("ti,tj->tij", das, hs[:-1])
    return np.sqrt(np.einsum("tij,tij->t", shares, shares))
