"""A gradient that is handed in finds everything imported: sympy would cost every child 160 ms."""

import sys

import torch


def demand(x):
    before = set(sys.modules)
    weights = torch.tensor(x, requires_grad=True)
    (slopes,) = torch.autograd.grad(torch.tanh(weights), weights, torch.ones(len(x), dtype=torch.float64))
    return [bool((slopes > 0).all()), set(sys.modules) == before]
