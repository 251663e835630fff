"""expect: right; rows of an identity matrix, LSTMCell in a loop, orthogonal weights"""

import torch


def make_batch(batch_size, lag, n_symbols, generator):
    u = torch.rand(lag + 1, batch_size, generator=generator, dtype=torch.float64)
    symbols = (u * n_symbols).long().clamp(max=n_symbols - 1)
    return torch.eye(n_symbols, dtype=torch.float32)[symbols], symbols[0].clone()


class Reader(torch.nn.Module):
    def __init__(self, n_symbols, hidden_size):
        super().__init__()
        self.cell = torch.nn.LSTMCell(n_symbols, hidden_size)
        torch.nn.init.orthogonal_(self.cell.weight_hh)
        self.head = torch.nn.Linear(hidden_size, n_symbols)

    def forward(self, xs):
        state = None
        for x in xs:
            state = self.cell(x, state)
        return self.head(state[0])


def build_model(n_symbols, hidden_size):
    return Reader(n_symbols, hidden_size)
