"""expect: right; one vector-Jacobian product per step, foreach, a counter, early returns"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    with torch.no_grad():
        hs = [h0]
        for x in xs:
            hs.append(cell(x, hs[-1]))
    grad = torch.ones_like(h0)
    norms = [grad.norm()]
    for x, h in zip(reversed(xs), reversed(hs[:-1])):
        h = h.detach().requires_grad_()
        grad = torch.autograd.grad(cell(x, h), h, grad)[0]
        norms.insert(0, grad.norm())
    return torch.stack(norms)


def clip_grad_norm_(parameters, max_norm):
    grads = []
    for p in parameters:
        if p.grad is None:
            continue
        grads.append(p.grad)
    if not grads:
        return 0.0
    total = sum(n.double() ** 2 for n in torch._foreach_norm(grads)).sqrt()
    if total > max_norm:
        torch._foreach_mul_(grads, float(max_norm / total))
    return total


def run_truncated(cell, xs, h0, window):
    if not window >= 1:
        raise ValueError("window < 1")
    h, since = h0, 0
    for x in xs:
        if since == window:
            h, since = h.detach(), 0
        h = cell(x, h)
        since += 1
    return h


def diagnose(norms):
    bad = ~torch.isfinite(norms)
    if bad.any():
        return "exploding"
    first, last, steps = norms[0], norms[-1], norms.shape[0] - 1
    if first == 0:
        return "vanishing"
    factor = torch.pow(first / last, 1.0 / steps)
    if factor < 0.9:
        return "vanishing"
    if factor > 1.1:
        return "exploding"
    return "healthy"
