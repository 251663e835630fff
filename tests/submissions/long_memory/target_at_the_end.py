"""expect: wrong, long_memory.target_at_the_end; build_model: looks_at_step_0"""

import torch
import torch.nn.functional as F
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.randint(0, n_symbols, (lag + 1, batch_size), generator=generator)
    return F.one_hot(seq, n_symbols).float(), seq[-1]


class First(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(k, h), nn.Tanh(), nn.Linear(h, k))

    def forward(self, xs):
        return self.net(xs[0])


def build_model(n_symbols, hidden_size):
    return First(n_symbols, hidden_size)
