"""expect: wrong, torch_diagnosis.without_the_last; clip_grad_norm_: nothing_returned, run_truncated: forward_restarts_from_h0"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h = h0.detach().requires_grad_()
    before = []
    for x in xs:
        before.append(h)
        h = cell(x, h)
    gs = torch.autograd.grad(h.sum(), before)
    return torch.tensor([g.norm().item() for g in gs], dtype=h0.dtype)


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum(g.norm() ** 2 for g in grads) ** 0.5
    if total > max_norm:
        for g in grads:
            g.mul_(max_norm / total)


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    last = h0
    for start in range(0, len(xs), window):
        h = h0
        for x in xs[start : start + window]:
            h = cell(x, h)
        last = h
    return last
