"""expect: right; torch.func and an optimiser, which import half of torch when they are first used"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    torch.optim.SGD([torch.ones(2, requires_grad=True)], lr=0.1).step()
    states = [h0.detach()]
    with torch.no_grad():
        for x in xs:
            states.append(cell(x, states[-1]))
    dh = torch.ones_like(states[-1])
    norms = [dh.norm()]
    for t in reversed(range(len(xs))):
        _, back = torch.func.vjp(lambda h, t=t: cell(xs[t], h), states[t])
        (dh,) = back(dh)
        norms.append(dh.detach().norm())
    return torch.stack(norms[::-1]).detach()
