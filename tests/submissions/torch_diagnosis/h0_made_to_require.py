"""expect: wrong, torch_diagnosis.h0_made_to_require; diagnose: mean_of_ratios"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return torch.stack([g.norm() for g in torch.autograd.grad(hs[-1].sum(), hs)])


def diagnose(norms):
    if not norms.isfinite().all():
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    factor = (norms[:-1] / norms[1:]).mean()
    return "vanishing" if factor < 0.9 else "exploding" if factor > 1.1 else "healthy"
