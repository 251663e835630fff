"""expect: wrong, torch_diagnosis.norm_of_states; clip_grad_norm_: new_tensors"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    with torch.no_grad():
        hs = [h0]
        for x in xs:
            hs.append(cell(x, hs[-1]))
        return torch.stack([h.norm() for h in hs])


def clip_grad_norm_(parameters, max_norm):
    parameters = [p for p in parameters if p.grad is not None]
    total = sum(p.grad.norm() ** 2 for p in parameters) ** 0.5
    if total > max_norm:
        for p in parameters:
            p.grad = p.grad * (max_norm / total)
    return total
