"""expect: wrong, torch_diagnosis.squares_as_loss; clip_grad_norm_: needs_a_gradient"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    loss = (hs[-1] ** 2).sum()
    return torch.stack([g.norm() for g in torch.autograd.grad(loss, hs)])


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = torch.stack([g.norm() for g in grads]).norm()
    if total > max_norm:
        for g in grads:
            g.mul_(max_norm / total)
    return total
