"""expect: right; an LSTM, and lags that grow while it learns"""

import torch
import torch.nn.functional as F


def make_batch(batch_size, lag, n_symbols, generator):
    seq = torch.randint(0, n_symbols, (lag + 1, batch_size), generator=generator)
    return F.one_hot(seq, num_classes=n_symbols).to(torch.float32), seq[0]


class Model(torch.nn.Module):
    def __init__(self, n_symbols, hidden_size):
        super().__init__()
        self.lstm = torch.nn.LSTM(n_symbols, hidden_size)
        self.linear = torch.nn.Linear(hidden_size, n_symbols)
        with torch.no_grad():
            for name, bias in self.lstm.named_parameters():
                if "bias" in name:
                    bias[hidden_size : 2 * hidden_size].fill_(1.5)

    def forward(self, xs):
        _, (h, _) = self.lstm(xs)
        return self.linear(h.squeeze(0))


def build_model(n_symbols, hidden_size):
    return Model(n_symbols, hidden_size)


def train(model, lag, n_symbols, steps, generator):
    model.train()
    adam = torch.optim.Adam(model.parameters(), lr=0.01)
    losses = torch.zeros(steps)
    for step in range(steps):
        reached = min(lag, 1 + 2 * lag * step // max(steps, 1))
        xs, targets = make_batch(32, reached, n_symbols, generator)
        adam.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(xs), targets)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        losses[step] = loss.detach()
    return losses
