"""expect: wrong, bptt.shares_without_tanh_prime"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    T = len(xs)
    powers = [np.eye(len(W_hh))]
    for _ in range(T):
        powers.append(W_hh.T @ powers[-1])
    return [np.linalg.norm(powers[T - 1 - t] @ dh_last) * np.linalg.norm(hs[t]) for t in range(T)]
