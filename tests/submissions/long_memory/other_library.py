"""expect: wrong, long_memory.other_library"""

import numpy as np
import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.from_numpy(np.random.randint(0, n_symbols, size=(lag + 1, batch_size)))
    return F.one_hot(seq, n_symbols).float(), seq[0]
