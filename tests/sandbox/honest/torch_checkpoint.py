"""expect: right; checkpointing, vmap, double backward"""

import torch
from torch.utils.checkpoint import checkpoint


def demand(x):
    layer, inputs = torch.nn.Linear(2, 2), torch.randn(3, 2, requires_grad=True)
    checkpoint(layer, inputs, use_reentrant=False).sum().backward()
    slopes = torch.func.vmap(torch.func.grad(lambda value: value**3))(torch.ones(4))
    w = torch.ones(2, requires_grad=True)
    (first,) = torch.autograd.grad((w**3).sum(), w, create_graph=True)
    first.sum().backward()
    return bool(inputs.grad is not None and (slopes == 3).all() and (w.grad == 6).all())
