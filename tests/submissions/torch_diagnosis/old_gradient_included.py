"""expect: wrong, torch_diagnosis.old_gradient_included; diagnose: small_is_vanishing"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h = h0
    h.requires_grad_()
    hs = [h]
    for x in xs:
        h = cell(x, h)
        hs.append(h)
    for one in hs:
        one.retain_grad()
    hs[-1].sum().backward()
    return torch.stack([one.grad.norm() for one in hs])


def diagnose(norms):
    if not norms.isfinite().all():
        return "exploding"
    if norms[0] < 1e-6:
        return "vanishing"
    if norms[0] > 1000:
        return "exploding"
    return "healthy"
