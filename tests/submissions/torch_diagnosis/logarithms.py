"""expect: wrong, torch_diagnosis.logarithms; diagnose: zero_before_nan"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return torch.stack([g.norm().log10() for g in torch.autograd.grad(hs[-1].sum(), hs)])


def diagnose(norms):
    if norms[0] == 0:
        return "vanishing"
    if not norms.isfinite().all() or norms[-1] == 0:
        return "exploding"
    factor = (norms[0] / norms[-1]) ** (1 / (len(norms) - 1))
    return "vanishing" if factor < 0.9 else "exploding" if factor > 1.1 else "healthy"
