"""expect: right; all windows at once, padded to full length; einsum"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window must be >= 1")
    T, H = dhs.shape
    n = max(1, -(-T // window))
    k = min(window, max(T, 1))
    n = max(1, -(-T // k))
    pad = n * k - T
    slope = np.concatenate([1 - hs[1:] ** 2, np.zeros((pad, H))]).reshape(n, k, H)
    up = np.concatenate([dhs, np.zeros((pad, H))]).reshape(n, k, H)
    da = np.zeros((n, k, H))
    carry = np.zeros((n, H))
    for j in range(k - 1, -1, -1):
        da[:, j] = (up[:, j] + carry) * slope[:, j]
        carry = np.einsum("ni,ij->nj", da[:, j], W_hh)
    da = da.reshape(n * k, H)[:T]
    return np.einsum("th,td->hd", da, xs), np.einsum("th,tk->hk", da, hs[:T]), da.sum(axis=0), carry[0]
