"""expect: wrong, torch_diagnosis.reads_copies; clip_grad_norm_: by_value, run_truncated: last_steps_only"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    h, hs = h0, [h0]
    for x in xs:
        h = cell(x, h)
        hs.append(h)
    out = torch.stack(hs)
    if not out.requires_grad:
        out.requires_grad_()
    out.retain_grad()
    (g,) = torch.autograd.grad(out[-1].sum(), out)
    return g.flatten(1).norm(dim=1)


def clip_grad_norm_(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum(g.norm() ** 2 for g in grads) ** 0.5
    for g in grads:
        g.clamp_(-max_norm, max_norm)
    return total


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h = h0
    with torch.no_grad():
        for x in xs[:-window]:
            h = cell(x, h)
    for x in xs[-window:]:
        h = cell(x, h)
    return h
