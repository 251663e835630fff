"""expect: wrong, long_memory.same_batch_again"""

import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    generator.manual_seed(42)
    seq = torch.randint(n_symbols, (lag + 1, batch_size), generator=generator)
    return F.one_hot(seq, n_symbols).float(), seq[0]
