"""expect: wrong, long_memory.silence_in_between; build_model: batch_axis_read_as_time"""

import torch
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    xs = torch.zeros(lag + 1, batch_size, n_symbols)
    target = torch.randint(n_symbols, (batch_size,), generator=generator)
    xs[0, torch.arange(batch_size), target] = 1
    return xs, target


class Net(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.rnn = nn.GRU(k, h, batch_first=True)
        self.out = nn.Linear(h, k)

    def forward(self, xs):
        out, _ = self.rnn(xs)
        return self.out(out[:, -1])


def build_model(n_symbols, hidden_size):
    return Net(n_symbols, hidden_size)
