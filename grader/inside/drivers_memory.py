"""Drivers of `long_memory`: batches, models and training, each with a record of where its chance came from.

A model cannot travel. The one that `keep_*` made stays here, to be trained by the next call and asked by the one after;
a worker that is replaced in between has none, and says so.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from grader.inside.drivers_diagnosis import plain

Array = np.ndarray
Function = Callable[..., Any]

# A worker is started with one thread. Proofs run in processes that were not, where two threads waiting for each other
# make a training of 4 s last a minute.
torch.set_num_threads(1)


# make_batch


def make_batch(
    function: Function, batch_size: int, lag: int, n_symbols: int, seed: int, elsewhere: int
) -> tuple[Any, Any, bool]:
    """Return two batches drawn one after the other from a generator, and whether all other chance was left alone.

    `elsewhere` is the seed of torch's global generator, which a right function does not notice.
    """
    generator = torch.Generator().manual_seed(seed)
    torch.manual_seed(elsewhere)
    before = _global_chance()
    batches = [plain(function(batch_size, lag, n_symbols, generator)) for _ in range(2)]
    return batches[0], batches[1], _global_chance() == before


def _global_chance() -> tuple[object, ...]:
    """The state of every generator that nobody passes around."""
    _, keys, position, *_ = np.random.get_state()
    return torch.get_rng_state().numpy().tobytes(), np.asarray(keys).tobytes(), position, random.getstate()


# build_model


class Vanilla(torch.nn.Module):
    """The network that forgets: h = tanh(W_xh x + W_hh h + b), and a readout of the last state."""

    def __init__(self, n_symbols: int, hidden_size: int) -> None:
        super().__init__()
        self.recurrent = torch.nn.RNN(n_symbols, hidden_size)
        self.readout = torch.nn.Linear(hidden_size, n_symbols)

    def forward(self, xs: torch.Tensor) -> torch.Tensor:
        """Logits, (T, N, n_symbols) -> (N, n_symbols)."""
        states, _ = self.recurrent(xs)
        logits: torch.Tensor = self.readout(states[-1])
        return logits


def build_model(
    function: Function, n_symbols: int, hidden_size: int, sequences: list[Array], seed: int
) -> tuple[bool, int, list[Any]]:
    """Return (is a module, number of its parameters, logits for each batch of symbols).

    Every parameter is nudged before the model is asked: a readout that starts as zeros is a choice, not a blindness.
    """
    torch.manual_seed(seed)
    model = function(n_symbols, hidden_size)
    if not isinstance(model, torch.nn.Module):
        return False, 0, []
    count = 0
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn(parameter.shape))
            count += parameter.numel()
        model.eval()
        return True, count, [plain(model(one_hot(symbols, n_symbols))) for symbols in sequences]


def one_hot(symbols: Array, n_symbols: int) -> torch.Tensor:
    """Return symbols (T, N) as the network gets them, (T, N, n_symbols) float32."""
    return torch.eye(n_symbols)[torch.tensor(symbols, dtype=torch.int64)]


# train


@dataclass
class _Run:
    """One training of a small network of ours, and what it left behind."""

    losses: Any
    moved: bool
    left_alone: bool
    batches: set[bytes]


def try_training(
    function: Function, lag: int, n_symbols: int, steps: int, seed: int
) -> tuple[Any, tuple[bool, bool, bool, bool, bool]]:
    """Train a small network of ours three times; return the first run's losses, and facts about all three.

    The facts: the weights moved; other global chance gave the same losses; another generator gave others; all other
    chance was left alone; more than one batch was seen.
    """
    first, again, other = (
        _tried(function, lag, n_symbols, steps, *seeds) for seeds in ((seed, 1), (seed, 2), (seed + 1, 1))
    )
    same, different = _alike(first.losses, again.losses), not _alike(first.losses, other.losses)
    return first.losses, (first.moved, same, different, first.left_alone, len(first.batches) > 1)


class _Watched(Vanilla):
    """Remembers which batches it was shown."""

    def __init__(self, n_symbols: int, hidden_size: int) -> None:
        super().__init__(n_symbols, hidden_size)
        self.batches: set[bytes] = set()

    def forward(self, xs: torch.Tensor) -> torch.Tensor:
        """As the network that forgets."""
        self.batches.add(plain(xs).tobytes())
        return super().forward(xs)


def _tried(function: Function, lag: int, n_symbols: int, steps: int, seed: int, elsewhere: int) -> _Run:
    torch.manual_seed(0)
    model = _Watched(n_symbols, 6)
    weights = [parameter.detach().clone() for parameter in model.parameters()]
    torch.manual_seed(elsewhere)
    before = _global_chance()
    losses = function(model, lag, n_symbols, steps, torch.Generator().manual_seed(seed))
    left_alone = _global_chance() == before
    moved = not all(torch.equal(*pair) for pair in zip(model.parameters(), weights, strict=True))
    return _Run(plain(losses), moved, left_alone, model.batches)


def _alike(some: Any, others: Any) -> bool:
    """Are these the same losses? Sums in another order are."""
    try:
        one, other = np.asarray(some, np.float64), np.asarray(others, np.float64)
    except (TypeError, ValueError):  # no numbers: the question about losses says so
        return False
    return one.shape == other.shape and bool(np.all(np.abs(one - other) <= 1e-5 * np.abs(one)))


# A model that stays

_kept: dict[str, torch.nn.Module] = {}


def keep_built(function: Function, n_symbols: int, hidden_size: int, seed: int) -> None:
    """Build the learner's model, to be trained and asked by later calls."""
    torch.manual_seed(seed)
    _kept["model"] = function(n_symbols, hidden_size)


def keep_vanilla(function: Function, n_symbols: int, hidden_size: int, seed: int) -> None:
    """Build the network that forgets, to be trained by the learner's `train` and asked."""
    torch.manual_seed(seed)
    _kept["model"] = Vanilla(n_symbols, hidden_size)


def train_kept(function: Function, lag: int, n_symbols: int, steps: int, seed: int) -> tuple[Any, float]:
    """Train the model that was kept; return (losses, seconds)."""
    start = time.perf_counter()
    losses = function(_kept["model"], lag, n_symbols, steps, torch.Generator().manual_seed(seed))
    return plain(losses), time.perf_counter() - start


def ask_kept(function: Function, symbols: Array, n_symbols: int) -> tuple[Any, Array]:
    """Return the kept model's logits for fresh sequences (T, N), and the gradient that reaches each step (T,).

    The gradient is that of the first symbol's logit with respect to the input: its norm, averaged over sequences.
    """
    model = _kept["model"].eval()
    xs = one_hot(symbols, n_symbols)
    with torch.no_grad():
        logits = plain(model(xs))
    return logits, _slopes(model, xs, symbols[0])


def _slopes(model: torch.nn.Module, xs: torch.Tensor, first: Array) -> Array:
    """NaN where no gradient can be asked for: an embedding of xs.argmax is legal and has none."""
    try:
        inputs = xs.requires_grad_()
        asked = model(inputs)[range(len(first)), torch.tensor(first, dtype=torch.int64)].sum()
        (found,) = torch.autograd.grad(asked, inputs)
    except Exception:  # whatever a learner's module does with inputs that require gradients
        return np.full(len(xs), np.nan)
    return np.asarray(found.norm(dim=2).mean(dim=1).numpy(), np.float64)


DRIVERS: dict[str, Function] = {
    "make_batch": make_batch,
    "build_model": build_model,
    "try_training": try_training,
    "keep_built": keep_built,
    "keep_vanilla": keep_vanilla,
    "train_kept": train_kept,
    "ask_kept": ask_kept,
}
