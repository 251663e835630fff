"""expect: wrong, torch_diagnosis.turned_round; clip_grad_norm_: ratio_turned, run_truncated: cut_once"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    norms = []
    for h in reversed(hs):
        (g,) = torch.autograd.grad(hs[-1].sum(), h, retain_graph=True)
        norms.append(g.norm())
    return torch.stack(norms)


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum(g.norm() ** 2 for g in grads) ** 0.5
    if total > max_norm:
        for g in grads:
            g *= total / max_norm
    return total


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h = h0
    for t, x in enumerate(xs):
        if t == window:
            h = h.detach()
        h = cell(x, h)
    return h
