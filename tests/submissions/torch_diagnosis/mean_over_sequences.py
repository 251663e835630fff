"""expect: wrong, torch_diagnosis.mean_over_sequences; clip_grad_norm_: new_tensors_always"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    gs = torch.stack(torch.autograd.grad(hs[-1].sum(), hs))
    return gs.norm(dim=-1).mean(dim=-1)


def clip_grad_norm_(parameters, max_norm):
    parameters = [p for p in parameters if p.grad is not None]
    total = sum(p.grad.norm() ** 2 for p in parameters) ** 0.5
    c = min(1.0, max_norm / (total + 1e-6))
    for p in parameters:
        p.grad = c * p.grad
    return total
