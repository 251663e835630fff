"""expect: wrong, torch_diagnosis.starts_from_zeros; clip_grad_norm_: norm_of_parameters, run_truncated: window_not_looked_at"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h = torch.zeros_like(h0).requires_grad_()
    hs = [h]
    for x in xs:
        h = cell(x, h)
        hs.append(h)
    return torch.stack([g.norm() for g in torch.autograd.grad(h.sum(), hs)])


def clip_grad_norm_(parameters, max_norm):
    parameters = list(parameters)
    total = torch.sqrt(sum((p.detach().norm() ** 2 for p in parameters), torch.zeros(())))
    if total > max_norm:
        for p in parameters:
            if p.grad is not None:
                p.grad.mul_(max_norm / total)
    return total


def run_truncated(cell, xs, h0, window):
    h = h0
    for t, x in enumerate(xs):
        if t % window == 0:
            h = h.detach()
        h = cell(x, h)
    return h
