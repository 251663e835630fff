"""expect: wrong, long_memory.starts_over_each_time"""

import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    mine = torch.Generator()
    mine.manual_seed(generator.initial_seed())
    seq = torch.randint(n_symbols, (lag + 1, batch_size), generator=mine)
    return F.one_hot(seq, n_symbols).float(), seq[0]
