"""expect: wrong, deep_networks.eps_as_limit"""


def batch_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(axis=0)
    var = (centred * centred).mean(axis=0)
    var[var < eps] = eps
    return gamma * centred * var**-0.5 + beta
