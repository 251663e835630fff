"""expect: wrong, torch_diagnosis.sum_of_sizes; diagnose: any_zero_vanishes"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return torch.stack([g.norm(1) for g in torch.autograd.grad(hs[-1].sum(), hs)])


def diagnose(norms):
    if not norms.isfinite().all():
        return "exploding"
    if (norms == 0).any():
        return "vanishing"
    factor = (norms[0] / norms[-1]) ** (1 / (len(norms) - 1))
    return "vanishing" if factor < 0.9 else "exploding" if factor > 1.1 else "healthy"
