"""Drivers of `torch_diagnosis`: cells with known weights, parameters with known gradients, and what became of them."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch.nn.utils import clip_grad

Array = np.ndarray
Function = Callable[..., Any]


class Cell(torch.nn.Module):
    """A cell that keeps a share of its old state: keep * h + (1 - keep) * tanh(W_xh x + W_hh h + b)."""

    def __init__(self, W_xh: Array, W_hh: Array, b: Array, keep: float) -> None:
        super().__init__()
        self.W_xh, self.W_hh, self.b = (torch.nn.Parameter(torch.tensor(one)) for one in (W_xh, W_hh, b))
        self.keep = keep

    def forward(self, x: torch.Tensor, h: torch.Tensor) -> torch.Tensor:
        """One step of a batch: (N, D), (N, H) -> (N, H)."""
        new = torch.tanh(x @ self.W_xh.T + h @ self.W_hh.T + self.b)
        return self.keep * h + (1 - self.keep) * new if self.keep else new


def hidden_gradient_norms(
    function: Function, W_xh: Array, W_hh: Array, b: Array, keep: float, xs: Array, h0: Array, tensors: str
) -> tuple[Any, int, bool, Array]:
    """Return (norms, bits of its dtype or 0, requires_grad, what became of W_xh, W_hh, b, xs and h0).

    `tensors`: "new" ones; "frozen", none of which requires a gradient; "used", all of which do and hold one.
    """
    cell = Cell(W_xh, W_hh, b, keep)
    watched = [cell.W_xh, cell.W_hh, cell.b, torch.tensor(xs), torch.tensor(h0)]
    for tensor in watched:
        if tensors != "new":
            tensor.requires_grad_(tensors == "used")
        if tensors == "used":
            tensor.grad = torch.full_like(tensor, 0.5)
    before = [_Tensor(tensor) for tensor in watched]
    norms = function(cell, *watched[3:])
    bits = 8 * norms.element_size() if isinstance(norms, torch.Tensor) else 0
    attached = isinstance(norms, torch.Tensor) and norms.requires_grad
    return plain(norms), bits, attached, np.array([one.became() for one in before], np.int8)


class _Tensor:
    """A tensor as it was, to say afterwards what became of it."""

    def __init__(self, tensor: torch.Tensor) -> None:
        self.tensor = tensor
        self.grad = tensor.grad
        self.requires_grad = tensor.requires_grad
        self.numbers = tensor.detach().clone()
        self.slopes = None if tensor.grad is None else tensor.grad.clone()

    def became(self) -> tuple[bool, int, bool]:
        """(its numbers changed; .grad: 0 as before, 1 appeared, 2 changed, 3 is gone; requires_grad changed)."""
        changed = not torch.equal(self.tensor, self.numbers)
        return changed, self._grad_became(), self.tensor.requires_grad != self.requires_grad

    def _grad_became(self) -> int:
        grad = self.tensor.grad
        if grad is None or self.slopes is None:
            return 0 if grad is self.slopes else 1 if self.slopes is None else 3
        return 0 if torch.equal(grad, self.slopes) else 2


def clip_grad_norm_(
    function: Function, weights: list[Array], grads: list[Array | None], max_norm: float, given: str
) -> tuple[Any, list[Any], Array, bool]:
    """Return (norm, gradients afterwards, what is as it was, whether torch's own clipping was called).

    `given`: the parameters come as a "list" or as an "iterator". Gradients: of those parameters that have one. As it
    was, (n, 3): .grad is the same tensor, the parameter's numbers, its requires_grad.
    """
    parameters = [torch.nn.Parameter(torch.tensor(one)) for one in weights]
    for parameter, grad in zip(parameters, grads, strict=True):
        parameter.grad = None if grad is None else torch.tensor(grad)
    before = [_Tensor(parameter) for parameter in parameters]
    with _calls_into(clip_grad) as calls:
        norm = function(iter(parameters) if given == "iterator" else parameters, max_norm)
    after = [plain(one.tensor.grad) for one in before if one.grad is not None]
    kept = np.array([_kept(one) for one in before], bool).reshape(-1, 3)
    return plain(norm), after, kept, bool(calls)


def _kept(one: _Tensor) -> tuple[bool, bool, bool]:
    changed, _, turned = one.became()
    return one.tensor.grad is one.grad, not changed, not turned


@contextmanager
def _calls_into(module: types.ModuleType) -> Iterator[list[str]]:
    """Note the functions of a module that are called meanwhile, however they were imported."""
    calls: list[str] = []

    def note(frame: types.FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code.co_filename == module.__file__:
            calls.append(frame.f_code.co_name)

    previous = sys.getprofile()
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(previous)


def run_truncated(
    function: Function,
    W_xh: Array,
    W_hh: Array,
    b: Array,
    keep: float,
    xs: Array,
    h0: Array,
    window: int,
    dlast: Array,
) -> tuple[Any, Array]:
    """Return the last state, and the gradient of sum(dlast * last) at every input."""
    inputs = torch.tensor(xs, requires_grad=True)
    last = function(Cell(W_xh, W_hh, b, keep), inputs, torch.tensor(h0), window)
    return plain(last), _slopes(last, inputs, dlast)


def _slopes(last: Any, inputs: torch.Tensor, dlast: Array) -> Array:
    """Zeros where `last` does not know the inputs; the question about its shape is asked elsewhere."""
    if not isinstance(last, torch.Tensor) or not last.requires_grad or last.shape != dlast.shape:
        return np.zeros(inputs.shape, dlast.dtype)
    (found,) = torch.autograd.grad(last, inputs, torch.tensor(dlast), allow_unused=True)
    return np.zeros(inputs.shape, dlast.dtype) if found is None else found.numpy()


def diagnose(function: Function, norms: Array) -> Any:
    """Return the verdict about a tensor of norms."""
    return plain(function(torch.tensor(norms)))


def plain(value: Any) -> Any:
    """Return tensors as arrays, also within lists and tuples; all else as it is."""
    if isinstance(value, torch.Tensor):
        return value.detach().numpy()
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, tuple):
        return tuple(plain(one) for one in value)
    return value


DRIVERS: dict[str, Function] = {
    "hidden_gradient_norms": hidden_gradient_norms,
    "clip_grad_norm_": clip_grad_norm_,
    "run_truncated": run_truncated,
    "diagnose": diagnose,
}
