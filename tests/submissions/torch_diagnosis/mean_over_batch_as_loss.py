"""expect: wrong, torch_diagnosis.mean_over_batch_as_loss; clip_grad_norm_: walks_twice"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    loss = hs[-1].sum(dim=1).mean()
    return torch.stack([g.norm() for g in torch.autograd.grad(loss, hs)])


def clip_grad_norm_(parameters, max_norm):
    total = 0.0
    for p in parameters:
        if p.grad is not None:
            total += (p.grad**2).sum().item()
    total = total**0.5
    if total > max_norm:
        for p in parameters:
            if p.grad is not None:
                p.grad *= max_norm / total
    return total
