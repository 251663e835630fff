"""expect: wrong, long_memory.one_step_long; build_model: no_module"""

import torch
import torch.nn.functional as F
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    xs = torch.zeros(lag + 2, batch_size, n_symbols)
    seq = torch.randint(n_symbols, (lag + 1, batch_size), generator=generator)
    xs[:-1] = F.one_hot(seq, n_symbols)
    return xs, seq[0]


def build_model(n_symbols, hidden_size):
    rnn, out = nn.GRU(n_symbols, hidden_size), nn.Linear(hidden_size, n_symbols)
    return lambda xs: out(rnn(xs)[0][-1])
