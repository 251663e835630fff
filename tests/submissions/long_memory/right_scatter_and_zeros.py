"""expect: right; scatter_, sequence by sequence, a readout that starts at zero, dropout, log-probabilities"""

import torch
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    columns = [torch.randint(n_symbols, (lag + 1,), generator=generator) for _ in range(batch_size)]
    symbols = torch.stack(columns, dim=1)
    xs = torch.zeros(lag + 1, batch_size, n_symbols).scatter_(2, symbols.unsqueeze(2), 1.0)
    return [xs, symbols[0]]


class Forgetful(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.embed = nn.Embedding(k, h)
        self.rnn = nn.RNN(h, h, nonlinearity="relu")
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(h, k)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, xs):
        states, last = self.rnn(self.embed(xs.argmax(dim=2)))
        return torch.log_softmax(self.head(self.drop(last[0])), dim=1)


def build_model(n_symbols, hidden_size):
    return Forgetful(n_symbols, hidden_size)
