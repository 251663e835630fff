"""expect: wrong, torch_diagnosis.squares_without_root; diagnose: every_step_must_agree"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return torch.stack([(g * g).sum() for g in torch.autograd.grad(hs[-1].sum(), hs)])


def diagnose(norms):
    if not norms.isfinite().all():
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    for a, b in zip(norms[:-1], norms[1:]):
        if a / b < 0.9:
            return "vanishing"
    for a, b in zip(norms[:-1], norms[1:]):
        if a / b > 1.1:
            return "exploding"
    return "healthy"
