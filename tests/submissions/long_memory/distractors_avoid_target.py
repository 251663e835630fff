"""expect: wrong, long_memory.distractors_avoid_target; build_model: state_beside_logits"""

import torch
import torch.nn.functional as F
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    target = torch.randint(n_symbols, (batch_size,), generator=generator)
    shift = torch.randint(1, n_symbols, (lag, batch_size), generator=generator)
    seq = torch.cat([target.unsqueeze(0), (target + shift) % n_symbols])
    return F.one_hot(seq, n_symbols).float(), target


class Net(nn.Module):
    def __init__(self, k, h):
        super().__init__()
        self.rnn = nn.GRU(k, h)
        self.out = nn.Linear(h, k)

    def forward(self, xs):
        out, state = self.rnn(xs)
        return self.out(out[-1]), state


def build_model(n_symbols, hidden_size):
    return Net(n_symbols, hidden_size)
