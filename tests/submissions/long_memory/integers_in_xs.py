"""expect: wrong, long_memory.integers_in_xs"""

import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.randint(n_symbols, (lag + 1, batch_size), generator=generator)
    return F.one_hot(seq, n_symbols), seq[0]
