"""expect: wrong, long_memory.one_symbol_throughout; build_model: logits_at_every_step"""

import torch
import torch.nn.functional as F
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    target = torch.randint(n_symbols, (batch_size,), generator=generator)
    return F.one_hot(target.expand(lag + 1, batch_size), n_symbols).to(torch.float32), target


class Net(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.rnn = nn.LSTM(k, h)
        self.out = nn.Linear(h, k)

    def forward(self, xs):
        out, _ = self.rnn(xs)
        return self.out(out)


def build_model(n_symbols, hidden_size):
    return Net(n_symbols, hidden_size)
