"""Recurrent weights: drawn as networks start them, or read from a file that somebody else wrote.

A cell has one block of H rows for every gate: 1 in a plain network, 4 in an LSTM, 3 in a GRU.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np

from grader.course.load import load_solution
from grader.course.model import Course
from grader.errors import WorkspaceError
from grader.numeric.cases import generator

KINDS = ("orthogonal", "gaussian", "identity")
BLOCKS = {"rnn": 1, "lstm": 4, "gru": 3}
MAX_HIDDEN = 512
MAX_FILE_BYTES = 16 << 20  # 4 blocks of 512 x 512 doubles are half of it
_LARGEST = 1e100  # beyond it a product of a few entries is no longer a number
_ORDER = {"lstm": "i, f, g, o", "gru": "r, z, n"}


@dataclass(frozen=True)
class Weights:
    """The recurrent weights of one cell.

    Attributes:
        name: What they are, for a title: "gaussian weights of radius 0.9".
        matrix: (blocks * H, H).
        cell: rnn, lstm or gru.
    """

    name: str
    matrix: np.ndarray
    cell: str

    @property
    def hidden(self) -> int:
        """How many units there are."""
        return int(self.matrix.shape[1])


def draw(course: Course, kind: str, cell: str, hidden: int, seed: int) -> Weights:
    """Return fresh weights whose radius is about 1 in every block; the same seed draws the same ones."""
    rng = generator(seed, "plot", "W_hh")
    initialisation = load_solution(course, "initialisation")
    one: dict[str, Callable[[], np.ndarray]] = {
        "orthogonal": lambda: initialisation.orthogonal(hidden, rng),
        "gaussian": lambda: rng.standard_normal((hidden, hidden)) / np.sqrt(hidden),
        "identity": lambda: initialisation.scaled_identity(hidden),
    }
    return Weights(f"{kind} weights", np.concatenate([one[kind]() for _ in range(BLOCKS[cell])]), cell)


def read(content: bytes, file: str, cell: str) -> Weights:
    """Return the weights in the bytes of a .npy file.

    Raises:
        WorkspaceError: They are not numbers of the shape that the cell needs, or not finite.
    """
    array = _array(content, file)
    blocks = BLOCKS[cell]
    if array.ndim != 2 or not 1 <= array.shape[1] <= MAX_HIDDEN or array.shape[0] != blocks * array.shape[1]:
        raise _unfit(f"`{file}`", f"holds an array of shape {array.shape}", f"save one of shape {_wanted(cell)}")
    matrix = array.astype(np.float64)
    if not np.all(np.abs(matrix) <= _LARGEST):  # NaN is not <= anything
        raise _unfit(f"`{file}`", f"holds NaN, infinities or numbers beyond {_LARGEST:g}", "save finite numbers")
    name = "".join(one if one.isprintable() else "?" for one in PurePath(file).name)  # it goes into pictures
    return Weights(name, matrix, cell)


def with_radius(course: Course, weights: Weights, radius: float) -> Weights:
    """Return the weights with every block rescaled to a spectral radius.

    Raises:
        WorkspaceError: A block's radius is 0, and no multiple of it has another.
    """
    rescale = load_solution(course, "spectrum").rescale_to_radius
    try:
        blocks = [rescale(block, radius) for block in np.split(weights.matrix, BLOCKS[weights.cell])]
    except ValueError as error:
        raise _unfit(weights.name, "cannot be rescaled: all eigenvalues are 0", "use --gain instead") from error
    return Weights(f"{weights.name} of radius {radius:g}", _sane(np.concatenate(blocks), weights), weights.cell)


def with_gain(weights: Weights, gain: float) -> Weights:
    """Return the weights times a number."""
    return Weights(f"{weights.name} times {gain:g}", _sane(gain * weights.matrix, weights), weights.cell)


def _sane(matrix: np.ndarray, weights: Weights) -> np.ndarray:
    if np.all(np.abs(matrix) <= _LARGEST):
        return matrix
    raise _unfit(weights.name, f"grow beyond {_LARGEST:g} when rescaled", "use a smaller --radius or --gain")


def _array(content: bytes, file: str) -> np.ndarray:
    """An array of real numbers from a .npy file; never an object, never an archive."""
    try:
        array = np.load(io.BytesIO(content), allow_pickle=False)
    except Exception as error:  # numpy's reader of headers raises whatever Python's tokenizer does
        raise _unfit(f"`{file}`", "is not an array that numpy.save wrote", "save it with numpy.save") from error
    if not isinstance(array, np.ndarray):
        raise _unfit(f"`{file}`", "is an archive of arrays", "save one array with numpy.save")
    if array.dtype.kind not in "fiu":
        raise _unfit(f"`{file}`", f"holds {array.dtype}, not real numbers", "save an array of float64")
    return array


def _wanted(cell: str) -> str:
    """The shape in words: "(4H, H), the blocks i, f, g, o one below the other, with H up to 512"."""
    rows = "H" if cell == "rnn" else f"{BLOCKS[cell]}H"
    blocks = f", the blocks {_ORDER[cell]} one below the other" if cell in _ORDER else ""
    return f"({rows}, H){blocks}, with H from 1 to {MAX_HIDDEN}"


def _unfit(whose: str, what: str, todo: str) -> WorkspaceError:
    return WorkspaceError(f"{whose} {what}", todo=todo)
