"""expect: wrong, torch_diagnosis.number_by_number; diagnose: ends_only"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return torch.tensor([g.norm().item() for g in torch.autograd.grad(hs[-1].sum(), hs)])


def diagnose(norms):
    first, last = norms[0], norms[-1]
    if not (first.isfinite() and last.isfinite()):
        return "exploding"
    if first == 0:
        return "vanishing"
    if last == 0:
        return "exploding"
    factor = (first / last) ** (1 / (norms.shape[0] - 1))
    return "vanishing" if factor < 0.9 else "exploding" if factor > 1.1 else "healthy"
