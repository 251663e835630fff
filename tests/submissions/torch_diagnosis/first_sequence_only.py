"""expect: wrong, torch_diagnosis.first_sequence_only; clip_grad_norm_: gradients_untouched"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    gs = torch.autograd.grad(hs[-1].sum(), hs)
    return torch.stack([g[0].norm() for g in gs])


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum(g.norm() ** 2 for g in grads) ** 0.5
    if total > max_norm:
        grads = [g * max_norm / total for g in grads]
    return total
