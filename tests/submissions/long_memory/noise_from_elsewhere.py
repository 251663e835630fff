"""expect: wrong, long_memory.noise_from_elsewhere"""

import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    target = torch.randint(n_symbols, (1, batch_size), generator=generator)
    noise = torch.randint(n_symbols, (lag, batch_size))
    return F.one_hot(torch.cat((target, noise)), n_symbols).float(), target[0]
