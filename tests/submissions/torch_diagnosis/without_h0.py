"""expect: wrong, torch_diagnosis.without_h0; clip_grad_norm_: norm_after, run_truncated: forward_restarts_from_zeros"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h = h0.detach().requires_grad_()
    hs = []
    for x in xs:
        h = cell(x, h)
        hs.append(h)
    return torch.stack([g.norm() for g in torch.autograd.grad(hs[-1].sum(), hs)])


def clip_grad_norm_(parameters, max_norm):
    def norm():
        return sum(g.norm() ** 2 for g in grads) ** 0.5

    grads = [p.grad for p in parameters if p.grad is not None]
    if norm() > max_norm:
        c = max_norm / norm()
        for g in grads:
            g.mul_(c)
    return norm()


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h = h0
    for t, x in enumerate(xs):
        if t and t % window == 0:
            h = torch.zeros_like(h0)
        h = cell(x, h)
    return h
