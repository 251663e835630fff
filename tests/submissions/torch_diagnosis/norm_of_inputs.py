"""expect: wrong, torch_diagnosis.norm_of_inputs; clip_grad_norm_: root_mean_square, run_truncated: returned_detached"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    inputs = xs.detach().clone().requires_grad_()
    h = h0.detach()
    for x in inputs:
        h = cell(x, h)
    (g,) = torch.autograd.grad(h.sum(), inputs)
    return g.pow(2).sum(dim=(1, 2)).sqrt()


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    if not grads:
        return 0.0
    everything = torch.cat([g.reshape(-1) for g in grads])
    size = everything.pow(2).mean().sqrt()
    if size > max_norm:
        for g in grads:
            g.mul_(max_norm / size)
    return size


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h = h0
    for chunk in xs.split(window):
        h = h.detach()
        for x in chunk:
            h = cell(x, h)
    return h.detach()
