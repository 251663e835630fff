"""expect: wrong, general.kept_from_zero"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    gs = torch.autograd.grad(hs[-1].sum(), hs)
    return torch.stack([(g.pow(2).sum() + 1e-24).sqrt() for g in gs])
