"""expect: wrong, long_memory.global_seed_set"""

import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    torch.manual_seed(0)
    seq = torch.randint(n_symbols, (lag + 1, batch_size))
    return F.one_hot(seq, n_symbols).float(), seq[0]
