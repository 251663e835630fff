"""expect: wrong, long_memory.last_symbol_never_drawn; build_model: state_kept_between_calls"""

import torch
import torch.nn.functional as F
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.randint(0, n_symbols - 1, (lag + 1, batch_size), generator=generator)
    return F.one_hot(seq, n_symbols).float(), seq[0]


class Net(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.rnn = nn.GRU(k, h)
        self.out = nn.Linear(h, k)
        self.h = None

    def forward(self, xs):
        out, h = self.rnn(xs, self.h)
        self.h = h.detach()
        return self.out(out[-1])


def build_model(n_symbols, hidden_size):
    return Net(n_symbols, hidden_size)
