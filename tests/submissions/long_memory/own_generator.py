"""expect: wrong, long_memory.own_generator"""

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
    g = torch.Generator().manual_seed(1234)
    optimizer = torch.optim.RMSprop(model.parameters())
    history = []
    for _ in range(steps):
        xs, y = make_batch(32, lag, n_symbols, g)
        loss = F.cross_entropy(model(xs), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history.append(float(loss))
    return history
