"""expect: wrong, torch_diagnosis.beside_the_last; diagnose: formula_only"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    norms = torch.stack([g.norm() for g in torch.autograd.grad(hs[-1].sum(), hs)])
    return norms / norms[-1]


def diagnose(norms):
    factor = (norms[0] / norms[-1]) ** (1 / (len(norms) - 1))
    if factor < 0.9:
        return "vanishing"
    elif factor > 1.1:
        return "exploding"
    else:
        return "healthy"
