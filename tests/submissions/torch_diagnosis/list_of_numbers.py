"""expect: wrong, torch_diagnosis.list_of_numbers; diagnose: one_threshold"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return [float(g.norm()) for g in torch.autograd.grad(hs[-1].sum(), hs)]


def diagnose(norms):
    if not norms.isfinite().all():
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[0] == norms[-1]:
        return "healthy"
    return "vanishing" if norms[0] < norms[-1] else "exploding"
