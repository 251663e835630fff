"""expect: wrong, torch_diagnosis.backward_fills_parameters; diagnose: nan_is_healthy"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h = h0.detach().clone().requires_grad_()
    hs = [h]
    for x in xs:
        h = cell(x, h)
        h.retain_grad()
        hs.append(h)
    h.sum().backward()
    return torch.stack([one.grad.norm() for one in hs])


def diagnose(norms):
    if torch.isinf(norms).any():
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    factor = (norms[0] / norms[-1]) ** (1 / (len(norms) - 1))
    if factor < 0.9:
        return "vanishing"
    if factor > 1.1:
        return "exploding"
    return "healthy"
