"""expect: wrong, torch_diagnosis.none_counts_as_zero; clip_grad_norm_: each_by_itself, run_truncated: cut_at_every_step"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    start = h0.detach().clone()
    start.requires_grad = True
    h, visited = start, [start]
    for t in range(xs.shape[0]):
        h = cell(xs[t], h)
        visited.append(h)
    h.sum().backward()
    norms = torch.zeros(len(visited), dtype=h0.dtype)
    for t, v in enumerate(visited):
        if v.is_leaf and v.grad is not None:
            norms[t] = v.grad.norm()
    return norms


def clip_grad_norm_(parameters, max_norm):
    squares = 0.0
    for p in parameters:
        if p.grad is None:
            continue
        own = p.grad.norm()
        squares += own**2
        if own > max_norm:
            p.grad *= max_norm / own
    return squares**0.5


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h = h0
    for x in xs:
        h = cell(x, h.detach())
    return h
