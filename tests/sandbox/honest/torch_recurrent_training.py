"""expect: right; an LSTM, Adam, gradient clipping"""

import torch


def demand(x):
    model, head = torch.nn.LSTM(3, 8), torch.nn.Linear(8, 2)
    parameters = [*model.parameters(), *head.parameters()]
    optimiser = torch.optim.Adam(parameters, lr=0.01)
    inputs, targets = torch.randn(6, 4, 3), torch.tensor([0, 1, 0, 1])
    first = None
    for _ in range(20):
        outputs, _ = model(inputs)
        loss = torch.nn.functional.cross_entropy(head(outputs[-1]), targets)
        first = first or float(loss.detach())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
    return float(loss.detach()) < first
