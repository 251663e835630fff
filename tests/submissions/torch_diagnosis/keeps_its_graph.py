"""expect: wrong, torch_diagnosis.keeps_its_graph; diagnose: infinity_not_looked_for"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    gs = torch.autograd.grad(hs[-1].sum(), hs, create_graph=True)
    return torch.stack([g.norm() for g in gs])


def diagnose(norms):
    if torch.isnan(norms).any():
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    factor = torch.exp((norms[0].log() - norms[-1].log()) / (len(norms) - 1))
    return "vanishing" if factor < 0.9 else "exploding" if factor > 1.1 else "healthy"
