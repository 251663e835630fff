"""expect: wrong, general.small_taken_for_zero"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    norms = torch.stack([g.norm() for g in torch.autograd.grad(hs[-1].sum(), hs)])
    norms[norms < 1e-8] = 0.0
    return norms
