"""expect: right; nested Python loops over floats, lists for arrays, a list for the tuple"""


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H, D = len(xs), len(W_hh), W_xh.shape[1]
    dW_xh = [[0.0] * D for _ in range(H)]
    dW_hh = [[0.0] * H for _ in range(H)]
    db = [0.0] * H
    carry = [0.0] * H
    for t in range(T - 1, -1, -1):
        da = [0.0] * H
        for i in range(H):
            da[i] = float((dhs[t][i] + carry[i]) * (1.0 - hs[t + 1][i] * hs[t + 1][i]))
            db[i] += da[i]
            for j in range(D):
                dW_xh[i][j] += da[i] * float(xs[t][j])
            for j in range(H):
                dW_hh[i][j] += da[i] * float(hs[t][j])
        carry = [0.0] * H
        for j in range(H):
            for i in range(H):
                carry[j] += float(W_hh[i][j]) * da[i]
    return [dW_xh, dW_hh, db, carry]


def numerical_gradient(f, w, eps=1e-5):
    def walk(v, index):
        if len(index) == w.ndim:
            up, down = w.copy(), w.copy()
            up[index] += eps
            down[index] -= eps
            return (f(up) - f(down)) / (2 * eps)
        return [walk(v, index + (i,)) for i in range(w.shape[len(index)])]

    return walk(w, ())


def step_contributions(xs, hs, dh_last, W_hh):
    H = len(W_hh)
    dh, norms = list(dh_last), []
    for t in range(len(xs) - 1, -1, -1):
        da = [dh[i] * (1 - hs[t + 1][i] ** 2) for i in range(H)]
        norms.insert(0, sum((a * h) ** 2 for a in da for h in hs[t]) ** 0.5)
        dh = [sum(W_hh[i][j] * da[i] for i in range(H)) for j in range(H)]
    return norms
