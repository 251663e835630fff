"""expect: wrong, torch_diagnosis.wiped_clean; diagnose: no_root"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().clone().requires_grad_()]
    for x in xs:
        h = cell(x, hs[-1])
        h.retain_grad()
        hs.append(h)
    hs[-1].sum().backward()
    cell.zero_grad()
    return torch.stack([h.grad.norm() for h in hs])


def diagnose(norms):
    if torch.isnan(norms).any() or torch.isinf(norms).any():
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[0] / norms[-1]
    if ratio < 0.9:
        return "vanishing"
    return "exploding" if ratio > 1.1 else "healthy"
