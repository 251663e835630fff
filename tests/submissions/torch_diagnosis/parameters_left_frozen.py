"""expect: wrong, torch_diagnosis.parameters_left_frozen; diagnose: wrong_way_round"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    for p in cell.parameters():
        p.requires_grad_(False)
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return torch.stack([g.norm() for g in torch.autograd.grad(hs[-1].sum(), hs)])


def diagnose(norms):
    if not torch.isfinite(norms).all():
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    factor = (norms[-1] / norms[0]) ** (1 / (len(norms) - 1))
    return "vanishing" if factor < 0.9 else "exploding" if factor > 1.1 else "healthy"
