"""expect: wrong, torch_diagnosis.loss_at_every_state; clip_grad_norm_: sum_of_norms, run_truncated: windows_one_longer"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    states = [h0.detach().clone().requires_grad_()]
    for x in xs:
        states += [cell(x, states[-1])]
    loss = torch.stack(states).sum()
    return torch.stack([torch.linalg.norm(g) for g in torch.autograd.grad(loss, states)])


def clip_grad_norm_(parameters, max_norm):
    params = list(parameters)
    total = 0.0
    for p in params:
        if p.grad is not None:
            total += p.grad.norm().item()
    if total > max_norm:
        for p in params:
            if p.grad is not None:
                p.grad.mul_(max_norm / total)
    return total


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h, seen = h0, 0
    for x in xs:
        if seen > window:
            h, seen = h.detach(), 0
        h = cell(x, h)
        seen += 1
    return h
