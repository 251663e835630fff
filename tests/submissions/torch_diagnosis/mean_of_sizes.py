"""expect: wrong, torch_diagnosis.mean_of_sizes; clip_grad_norm_: parameters_scaled"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return torch.stack([g.abs().mean() for g in torch.autograd.grad(hs[-1].sum(), hs)])


def clip_grad_norm_(parameters, max_norm):
    parameters = list(parameters)
    total = sum(p.grad.norm() ** 2 for p in parameters if p.grad is not None) ** 0.5
    if total > max_norm:
        with torch.no_grad():
            for p in parameters:
                p.mul_(max_norm / total)
    return total
