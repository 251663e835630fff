"""expect: wrong, torch_diagnosis.mean_as_loss; clip_grad_norm_: nones_not_skipped"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return torch.stack([g.norm() for g in torch.autograd.grad(hs[-1].mean(), hs)])


def clip_grad_norm_(parameters, max_norm):
    parameters = list(parameters)
    total = 0.0
    for p in parameters:
        total += p.grad.norm().item() ** 2
    total **= 0.5
    if total > max_norm:
        for p in parameters:
            p.grad.mul_(max_norm / total)
    return total
