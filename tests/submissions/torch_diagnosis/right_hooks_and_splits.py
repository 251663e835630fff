"""expect: right; hooks, torch.split, the epsilon of torch's own clipping, logarithms"""

import math

import torch


def hidden_gradient_norms(cell, xs, h0):
    collected = {}

    def keep(t):
        def hook(grad):
            collected[t] = grad.norm()

        return hook

    start = h = h0.clone().detach().requires_grad_(True)
    h = h * 1.0
    h.register_hook(keep(0))
    for t in range(len(xs)):
        h = cell(xs[t], h)
        h.register_hook(keep(t + 1))
    torch.autograd.grad(h.sum(), start)
    return torch.stack([collected[t] for t in range(len(xs) + 1)])


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    if len(grads) == 0:
        return torch.tensor(0.0)
    total = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(g) for g in grads]))
    coefficient = torch.clamp(max_norm / (total + 1e-6), max=1.0)
    for g in grads:
        g.mul_(coefficient)
    return total


def run_truncated(cell, xs, h0, window):
    if window <= 0:
        raise ValueError(f"window must be positive, got {window}")
    h = h0
    for chunk in torch.split(xs, window):
        h = h.detach()
        for x in chunk:
            h = cell(x, h)
    return h


def diagnose(norms):
    if bool(torch.isnan(norms).any()) or bool(torch.isinf(norms).any()):
        return "exploding"
    if norms[0].item() == 0.0:
        return "vanishing"
    if norms[-1].item() == 0.0:
        return "exploding"
    rate = (math.log(norms[0]) - math.log(norms[-1])) / (norms.numel() - 1)
    if rate < math.log(0.9):
        return "vanishing"
    return "exploding" if rate > math.log(1.1) else "healthy"
