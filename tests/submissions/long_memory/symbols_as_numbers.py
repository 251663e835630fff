"""expect: wrong, long_memory.symbols_as_numbers"""

import torch


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.randint(n_symbols, (lag + 1, batch_size), generator=generator)
    return seq.float(), seq[0]
