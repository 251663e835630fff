"""expect: right; torch.multinomial, a loop for the ones, attention over recurrent states"""

import torch


def make_batch(batch_size, lag, n_symbols, generator):
    weights = torch.ones(n_symbols).expand(lag + 1, n_symbols)
    symbols = torch.multinomial(weights, batch_size, replacement=True, generator=generator)
    xs = torch.zeros((lag + 1, batch_size, n_symbols))
    for k in range(n_symbols):
        xs[..., k] = (symbols == k).float()
    return xs, symbols[0]


def build_model(n_symbols, hidden_size):
    class Attending(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = torch.nn.GRU(n_symbols, hidden_size)
            self.score = torch.nn.Linear(hidden_size, 1)
            self.out = torch.nn.Linear(hidden_size, n_symbols)

        def forward(self, xs):
            states = self.rnn(xs)[0]
            weights = torch.softmax(self.score(states), dim=0)
            return self.out((weights * states).sum(dim=0))

    return Attending()
