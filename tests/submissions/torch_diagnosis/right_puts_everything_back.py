"""expect: right; float32: norms are rounded to it; backward, with every .grad saved and put back"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    saved = [(p, p.grad) for p in [*cell.parameters(), xs, h0]]
    for p, _ in saved:
        p.grad = None
    h = h0.detach().clone().requires_grad_()
    trail = [h]
    for x in xs:
        h = cell(x, h)
        h.retain_grad()
        trail.append(h)
    h.sum().backward()
    norms = torch.tensor([float((one.grad**2).sum()) ** 0.5 for one in trail])  # float32
    for p, grad in saved:
        p.grad = grad
    return norms.to(h0.dtype)


def clip_grad_norm_(parameters, max_norm):
    parameters = [p for p in parameters if p.grad is not None]
    square = 0.0
    for p in parameters:
        for entry in p.grad.flatten().tolist():
            square += entry * entry
    norm = square**0.5
    if norm > max_norm:
        for p in parameters:
            p.grad /= norm / max_norm
    return torch.tensor(norm)


def run_truncated(cell, xs, h0, window):
    if window < 1:
        raise ValueError("at least one step")
    if len(xs) <= window:
        h = h0
        for x in xs:
            h = cell(x, h)
        return h
    for x in xs[:window]:
        h0 = cell(x, h0)
    return run_truncated(cell, xs[window:], h0.detach(), window)


def diagnose(norms):
    values = [float(n) for n in norms]
    if any(v != v or v in (float("inf"), float("-inf")) for v in values):
        return "exploding"
    if values[0] == 0:
        return "vanishing"
    if values[-1] == 0:
        return "exploding"
    factor = (values[0] / values[-1]) ** (1 / (len(values) - 1))
    verdicts = {True: "vanishing", False: "healthy"}
    return "exploding" if factor > 1.1 else verdicts[factor < 0.9]
