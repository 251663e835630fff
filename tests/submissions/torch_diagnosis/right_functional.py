"""expect: right; torch.func, one long vector, grad mode switched by step"""

import torch
from torch.func import functional_call, vjp


def hidden_gradient_norms(cell, xs, h0):
    weights = {name: p.detach() for name, p in cell.named_parameters()}
    h, pulls = h0.detach(), []
    for x in xs.detach():
        h, pull = vjp(lambda s, x=x: functional_call(cell, weights, (x, s)), h)
        pulls.append(pull)
    grad = torch.ones_like(h)
    out = torch.empty(len(pulls) + 1, dtype=h0.dtype)
    out[-1] = grad.norm()
    for t in range(len(pulls) - 1, -1, -1):
        (grad,) = pulls[t](grad)
        out[t] = torch.sqrt(torch.einsum("nh,nh->", grad, grad))
    return out


def clip_grad_norm_(parameters, max_norm):
    with torch.no_grad():
        grads = [p.grad for p in parameters if p.grad is not None]
        norm = torch.zeros((), dtype=torch.float64)
        for g in grads:
            norm = torch.hypot(norm, g.double().norm())
        factor = torch.where(norm > max_norm, max_norm / norm, torch.ones_like(norm))
        for g in grads:
            g.data.mul_(factor.item())
        return norm


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("no window")
    cuts = list(range(0, len(xs), window))
    h = h0
    for t, x in enumerate(xs):
        with torch.set_grad_enabled(t >= cuts[-1]):
            h = cell(x, h)
    return h


def diagnose(norms):
    if norms.isnan().any() or norms.isinf().any():
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    growth = (norms[0].log() - norms[-1].log()).div(norms.numel() - 1).exp()
    index = int(torch.bucketize(growth, torch.tensor([0.9, 1.1], dtype=norms.dtype)))
    return ("vanishing", "healthy", "exploding")[index]
