"""expect: wrong, deep_networks.eps_outside_root"""


def batch_norm(x, gamma, beta, eps=1e-5):
    mu, sigma = x.mean(axis=0), x.std(axis=0)
    xhat = (x - mu) / (sigma + eps)
    return gamma * xhat + beta
