"""expect: wrong; in float32 the square of 1e-21 has lost its digits, and that of 1e-23 is 0"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.detach().requires_grad_()]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    gs = torch.autograd.grad(hs[-1].sum(), hs)
    return torch.stack([g.float().norm() for g in gs]).to(h0.dtype)
