"""expect: wrong, torch_diagnosis.loss_at_every_step; clip_grad_norm_: squared_norm, run_truncated: cut_a_step_late"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h = h0.detach().clone().requires_grad_()
    states, loss = [h], 0
    for x in xs:
        h = cell(x, h)
        states.append(h)
        loss = loss + h.sum()
    if len(states) == 1:
        loss = h.sum()
    return torch.stack([g.norm() for g in torch.autograd.grad(loss, states)])


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum(float((g**2).sum()) for g in grads)
    if total > max_norm:
        for g in grads:
            g *= max_norm / total
    return total


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h = h0
    for t in range(len(xs)):
        h = cell(xs[t], h)
        if t % window == 0:
            h = h.detach()
    return h
