"""expect: wrong, long_memory.targets_one_hot"""

import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.randint(n_symbols, (lag + 1, batch_size), generator=generator)
    xs = F.one_hot(seq, n_symbols).float()
    return xs, xs[0]
