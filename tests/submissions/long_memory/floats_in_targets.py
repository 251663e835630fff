"""expect: wrong, long_memory.floats_in_targets"""

import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.randint(n_symbols, (lag + 1, batch_size), generator=generator)
    return F.one_hot(seq, n_symbols).float(), seq[0].float()
