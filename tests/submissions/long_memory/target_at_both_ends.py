"""expect: wrong, long_memory.target_at_both_ends; build_model: looks_at_the_last_step"""

import torch
import torch.nn.functional as F
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    target = torch.randint(0, n_symbols, (batch_size,), generator=generator)
    noise = torch.randint(0, n_symbols, (lag - 1, batch_size), generator=generator)
    seq = torch.cat([target[None], noise, target[None]])
    return F.one_hot(seq, n_symbols).float(), target


class Last(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.rnn = nn.RNN(k, h)
        self.out = nn.Linear(k, k)

    def forward(self, xs):
        self.rnn(xs)
        return self.out(xs[-1])


def build_model(n_symbols, hidden_size):
    return Last(n_symbols, hidden_size)
