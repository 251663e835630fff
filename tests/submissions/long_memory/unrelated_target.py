"""expect: wrong, long_memory.unrelated_target; build_model: probabilities"""

import torch
import torch.nn.functional as F
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    symbols = torch.randint(n_symbols, (lag + 1, batch_size), generator=generator)
    targets = torch.randint(n_symbols, (batch_size,), generator=generator)
    return F.one_hot(symbols, n_symbols).float(), targets


class Net(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.rnn = nn.GRU(k, h)
        self.out = nn.Sequential(nn.Linear(h, k), nn.Softmax(dim=-1))

    def forward(self, xs):
        return self.out(self.rnn(xs)[0][-1])


def build_model(n_symbols, hidden_size):
    return Net(n_symbols, hidden_size)
