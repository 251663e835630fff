"""expect: right; convolution, attention, batch norm, dropout, a loader without workers, gradcheck"""

import io

import torch


def demand(x):
    torch.set_num_threads(2)
    torch.manual_seed(0)
    images = torch.randn(4, 1, 8, 8)
    net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU(), torch.nn.Dropout(0.1))
    net(images).mean().backward()
    attention = torch.nn.MultiheadAttention(4, 2)
    attention(*[torch.randn(3, 1, 4)] * 3)
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(images), batch_size=2)
    sizes = [len(batch) for (batch,) in loader]
    kept = io.BytesIO()
    torch.save(net.state_dict(), kept)
    kept.seek(0)
    net.load_state_dict(torch.load(kept))
    weights = torch.randn(2, 2, dtype=torch.float64, requires_grad=True)
    return sizes == [2, 2] and torch.autograd.gradcheck(lambda w: (w @ w).tanh(), (weights,))
