"""expect: wrong, long_memory.distractors_shared; build_model: chosen_symbols"""

import torch
import torch.nn.functional as F
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    target = torch.randint(n_symbols, (1, batch_size), generator=generator)
    noise = torch.randint(n_symbols, (lag, 1), generator=generator).expand(lag, batch_size)
    return F.one_hot(torch.cat((target, noise)), n_symbols).float(), target[0]


class Net(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.rnn = nn.GRU(k, h)
        self.out = nn.Linear(h, k)

    def forward(self, xs):
        return self.out(self.rnn(xs)[0][-1]).argmax(dim=-1)


def build_model(n_symbols, hidden_size):
    return Net(n_symbols, hidden_size)
