"""expect: wrong, long_memory.seeds_the_world"""

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
    torch.manual_seed(0)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    history = []
    for _ in range(steps):
        seq = torch.randint(n_symbols, (lag + 1, 32))
        loss = F.cross_entropy(model(torch.eye(n_symbols)[seq]), seq[0])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history.append(loss.item())
    return history
