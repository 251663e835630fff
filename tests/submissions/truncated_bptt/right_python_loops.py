"""expect: right; nested Python lists and loops only"""
def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    T, D, H = len(xs), len(W_xh[0]), len(W_hh)
    dW_xh = [[0.0] * D for _ in range(H)]
    dW_hh = [[0.0] * H for _ in range(H)]
    db = [0.0] * H
    carry = [0.0] * H
    for t in range(T - 1, -1, -1):
        if (t + 1) % window == 0:
            carry = [0.0] * H
        da = [(float(dhs[t][i]) + carry[i]) * (1 - float(hs[t + 1][i]) ** 2) for i in range(H)]
        for i in range(H):
            for j in range(D):
                dW_xh[i][j] += da[i] * float(xs[t][j])
            for j in range(H):
                dW_hh[i][j] += da[i] * float(hs[t][j])
            db[i] += da[i]
        carry = [sum(float(W_hh[i][j]) * da[i] for i in range(H)) for j in range(H)]
    return [dW_xh, dW_hh, db, carry]
