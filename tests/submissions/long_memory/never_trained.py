"""expect: wrong; a learning rate of 1e-9 moves the weights and teaches nothing"""

import torch
import torch.nn.functional as F
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.randint(n_symbols, (lag + 1, batch_size), generator=generator)
    return F.one_hot(seq, n_symbols).float(), seq[0]


class Net(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.rnn = nn.GRU(k, h)
        self.out = nn.Linear(h, k)

    def forward(self, xs):
        return self.out(self.rnn(xs)[0][-1])


def build_model(n_symbols, hidden_size):
    return Net(n_symbols, hidden_size)


def train(model, lag, n_symbols, steps, generator):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-9)
    history = []
    for _ in range(steps):
        optimizer.zero_grad()
        xs, y = make_batch(2, lag, n_symbols, generator)
        loss = F.cross_entropy(model(xs), y)
        loss.backward()
        optimizer.step()
        history.append(loss.item())
    return history
