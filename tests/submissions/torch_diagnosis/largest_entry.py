"""expect: wrong, torch_diagnosis.largest_entry"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    return torch.stack([g.norm(p=float("inf")) for g in torch.autograd.grad(hs[-1].sum(), hs)])
