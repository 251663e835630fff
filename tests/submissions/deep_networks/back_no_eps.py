"""expect: wrong, deep_networks.back_no_eps"""


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    std = x.std(0)
    xhat = (x - x.mean(0)) / std
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(0) - xhat * (dxhat * xhat).mean(0)) / std
    return [dx, (dout * xhat).sum(0), dout.sum(0)]
