"""expect: wrong, long_memory.distractor_repeated; build_model: hidden_state_returned"""

import torch
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    target, noise = torch.randint(n_symbols, (2, batch_size), generator=generator)
    seq = torch.stack([target] + [noise] * lag)
    return torch.eye(n_symbols)[seq], target


class Net(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.rnn = nn.LSTM(k, h)

    def forward(self, xs):
        _, (h, c) = self.rnn(xs)
        return h[0]


def build_model(n_symbols, hidden_size):
    return Net(n_symbols, hidden_size)
