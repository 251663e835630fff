"""expect: wrong, deep_networks.no_root"""


def batch_norm(x, gamma, beta, eps=1e-5):
    mu, var = x.mean(0), x.var(0)
    return gamma * (x - mu) / (var + eps) + beta
