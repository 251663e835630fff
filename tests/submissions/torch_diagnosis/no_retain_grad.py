"""expect: wrong, torch_diagnosis.no_retain_grad; clip_grad_norm_: torch_does_it, run_truncated: not_cut_at_all"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    hs = [h0.clone().requires_grad_(True)]
    for x in xs:
        hs.append(cell(x, hs[-1]))
    hs[-1].sum().backward()
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.stack([h.grad.norm() for h in hs])


def clip_grad_norm_(parameters, max_norm):
    from torch.nn.utils import clip_grad_norm_ as theirs

    return theirs(list(parameters), max_norm)


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("window")
    h = h0
    for t, x in enumerate(xs):
        if t % window == 0:
            h.detach()
        h = cell(x, h)
    return h
