"""expect: wrong, torch_diagnosis.reads_copies_after_h0; clip_grad_norm_: always_rescales, run_truncated: counts_from_one"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h = h0.detach().clone().requires_grad_()
    kept = [h]
    for x in xs:
        h = cell(x, h)
        kept.append(h.clone())
    grads = torch.autograd.grad(kept[-1].sum(), kept, allow_unused=True)
    return torch.stack([torch.zeros((), dtype=h0.dtype) if g is None else g.norm() for g in grads])


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = torch.tensor([g.norm() for g in grads], dtype=torch.float64).norm()
    for g in grads:
        g.mul_(max_norm / total)
    return total


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h = h0
    for step, x in enumerate(xs, 1):
        if step % window == 0:
            h = h.detach()
        h = cell(x, h)
    return h
