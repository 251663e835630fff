"""expect: wrong, torch_diagnosis.norm_of_weights; clip_grad_norm_: largest_norm, run_truncated: cut_after_the_last_step"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h = h0
    for x in xs:
        h = cell(x, h)
    grads = torch.autograd.grad(h.sum(), list(cell.parameters()))
    return torch.sqrt(sum((g**2).sum() for g in grads))


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    worst = max([g.norm().item() for g in grads], default=0.0)
    if worst > max_norm:
        for g in grads:
            g.mul_(max_norm / worst)
    return worst


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h, left = h0, window
    for x in xs:
        h = cell(x, h)
        left -= 1
        if left == 0:
            h, left = h.detach(), window
    return h
