"""expect: wrong, long_memory.batch_first"""

import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.randint(n_symbols, (batch_size, lag + 1), generator=generator)
    return F.one_hot(seq, n_symbols).float(), seq[:, 0]
