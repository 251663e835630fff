"""Seeded inputs that hide no bug: sizes pairwise different, matrices dense, non-symmetric and non-normal."""

from __future__ import annotations

import zlib

import numpy as np
import numpy.random  # numpy would do it at the first case, when a worker waits for its first question: 14 ms


def generator(seed: int, *names: str) -> np.random.Generator:
    """Return the generator of one named case: the same on every machine, independent of every other name."""
    return np.random.default_rng([seed, *(zlib.crc32(name.encode()) for name in names)])


def dense(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> np.ndarray:
    """Return normal entries kept away from 0, so that no factor is lost by accident.

    Shapes:
        returns: `shape`
    """
    values = rng.standard_normal(shape)
    return scale * (values + 0.2 * np.sign(values))


def contraction(rng: np.random.Generator, n: int, norm: float, spread: float = 0.5) -> np.ndarray:
    """Return a dense, non-normal matrix whose singular values lie between norm * (1 - spread) and norm.

    A product of T of them shrinks or grows at a known pace: at most norm**T, at least (norm (1 - spread))**T.

    Shapes:
        returns: (n, n)
    """
    left, _ = np.linalg.qr(rng.standard_normal((n, n)))
    right, _ = np.linalg.qr(rng.standard_normal((n, n)))
    return np.asarray((left * np.linspace(norm, norm * (1 - spread), n)) @ right)
