"""expect: wrong, torch_diagnosis.h0_made_to_require_and_filled; diagnose: one_root_too_many"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h0.requires_grad = True
    h0.grad = None
    h, hs = h0, [h0]
    for x in xs:
        h = cell(x, h)
        h.retain_grad()
        hs.append(h)
    torch.sum(h).backward()
    return torch.stack([torch.norm(s.grad) for s in hs]).detach()


def diagnose(norms):
    if not norms.isfinite().all():
        return "exploding"
    first, last = norms[0].item(), norms[-1].item()
    if first == 0:
        return "vanishing"
    if last == 0:
        return "exploding"
    factor = (first / last) ** (1 / len(norms))
    return "vanishing" if factor < 0.9 else "exploding" if factor > 1.1 else "healthy"
