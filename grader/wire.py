"""Arrays and small values as bytes, and back. The only thing the two halves of the grader share.

A frame is a length (u32, little endian) and one value. A value is one tag byte and its content::

    N T F             None, True, False
    i  i64            an integer            I  u16 bytes   one that needs more than 64 bits
    d  f64            a float
    s  u32 utf-8      a text                b  u32 bytes
    l t  u32 values   a list, a tuple       m  u32 (text value)*   a dict with text keys
    a  dtype u8, ndim u8, u64*ndim, data    an array, C order, little endian
    f  three arrays                         a ScalarField
    r  u32                                  a Chance

No pickle, no object, nothing that is run when it is read. Whatever arrives may come from hostile code: every
length, dtype and shape is checked before memory is spent on it, and whatever is wrong ends in `WireError`.
This module imports numpy and the standard library, because it also lives beside learner code.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_FRAME_BYTES = 64 << 20  # 8 million float64: far above any answer of the course
MAX_DEPTH = 16
MAX_VALUES = 100_000  # a (300, 300) answer as nested lists is 90 000 values
MAX_DIMENSIONS = 8
ARRAY_VALUES = 4  # what an array counts as: 2.4 µs to rebuild, where a number takes 0.5
MAX_INTEGER_BYTES = 512

_DTYPES = ("<f8", "<f4", "<f2", "<i8", "<i4", "<i2", "|i1", "<u8", "<u4", "<u2", "|u1", "|b1")
_TYPES = tuple(map(np.dtype, _DTYPES))
_CODES = {dtype: code for code, dtype in enumerate(_TYPES)}
_SHAPES = tuple(struct.Struct(f"<{dimensions}Q") for dimensions in range(MAX_DIMENSIONS + 1))
_U16, _U32, _I64, _F64 = (struct.Struct(form) for form in ("<H", "<I", "<q", "<d"))


class WireError(ValueError):
    """Bytes that are no value of ours, or a value that has no bytes."""


@dataclass(frozen=True, eq=False)
class ScalarField:
    """A function from arrays to float that can travel: f(w) = sum(a sin(b w)) + (sum(c w))**2 / 2.

    It depends on nothing but the array it is called with. Its gradient is a b cos(b w) + c sum(c w).

    Shapes:
        a, b, c, w: the same
    """

    a: np.ndarray
    b: np.ndarray
    c: np.ndarray

    def __call__(self, w: Any) -> float:
        """Return f(w) for an array of a's shape."""
        w = np.asarray(w, dtype=np.float64)
        if w.shape != self.a.shape:
            raise ValueError(f"f takes an array of shape {self.a.shape}, not {w.shape}")
        return float(np.sum(self.a * np.sin(self.b * w)) + 0.5 * np.sum(self.c * w) ** 2)


@dataclass(frozen=True)
class Chance:
    """A random generator that can travel: its seed. Whoever makes a call turns it into a fresh generator."""

    seed: int

    def generator(self) -> np.random.Generator:
        """Return a numpy generator at the start of its sequence."""
        return np.random.default_rng(self.seed)


def prepared(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a call's arguments as a function gets them: every Chance has become a generator."""
    return tuple(one.generator() if isinstance(one, Chance) else one for one in arguments)


def frame(value: object) -> bytes:
    """Return the frame that carries one value.

    Raises:
        WireError: The value, or something in it, cannot travel.
    """
    return framed(pack(value))


def framed(payload: bytes) -> bytes:
    """Return the frame that carries the bytes of one value."""
    return _U32.pack(len(payload)) + payload


def pack(value: object) -> bytes:
    """Return the bytes of one value. Tensors, subclasses of ndarray and numpy scalars become plain arrays.

    Raises:
        WireError: The value, or something in it, cannot travel; the text says what it is.
    """
    return _Packer().packed(value)


def unpack(payload: bytes) -> Any:
    """Return the value of `pack`'s bytes; arrays are fresh, writable and plain.

    Raises:
        WireError: The bytes are not exactly one value within the limits.
    """
    reader = _Reader(payload)
    value = reader.value(0)
    if reader.at != len(payload):
        raise WireError(f"{len(payload) - reader.at} bytes follow the value")
    return value


def frame_length(head: bytes) -> int:
    """Return the payload's length from a frame's first four bytes.

    Raises:
        WireError: The claim is above MAX_FRAME_BYTES.
    """
    (length,) = _U32.unpack(head)
    if length > MAX_FRAME_BYTES:
        raise WireError(f"a frame of {length} bytes is larger than {MAX_FRAME_BYTES}")
    return int(length)


class _Packer:
    """Collects the parts of one value and counts them."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0
        self.values = 0

    def packed(self, value: object) -> bytes:
        self.put(value, 0)
        return b"".join(self.parts)

    def add(self, *parts: bytes) -> None:
        self.size += sum(map(len, parts))
        if self.size > MAX_FRAME_BYTES:
            raise WireError(f"more than {MAX_FRAME_BYTES} bytes")
        self.parts.extend(parts)

    def put(self, value: object, depth: int) -> None:
        self.values = _counted(self.values + 1, depth)
        if type(value) is np.ndarray:
            self.array(value)
        elif value is None or value is True or value is False:
            self.add({None: b"N", True: b"T", False: b"F"}[value])
        elif type(value) is int:
            self.add(_integer(value))
        elif type(value) is float:
            self.add(b"d", _F64.pack(value))
        elif isinstance(value, str):
            self.blob(b"s", str(value).encode("utf-8", "backslashreplace"))
        elif isinstance(value, bytes):
            self.blob(b"b", bytes(value))
        elif isinstance(value, list | tuple):
            self.add(b"l" if isinstance(value, list) else b"t", _U32.pack(len(value)))
            for part in value:
                self.put(part, depth + 1)
        elif isinstance(value, dict):
            self.mapping(value, depth)
        elif isinstance(value, ScalarField):
            self.add(b"f")
            for part in (value.a, value.b, value.c):
                self.array(part)
        elif isinstance(value, Chance):
            self.add(b"r", _U32.pack(value.seed))
        else:
            self.array(_as_array(value))

    def blob(self, tag: bytes, data: bytes) -> None:
        self.add(tag, _U32.pack(len(data)), data)

    def mapping(self, value: dict[Any, Any], depth: int) -> None:
        self.add(b"m", _U32.pack(len(value)))
        for key, part in value.items():
            if not isinstance(key, str):
                raise WireError("a dict whose keys are not texts")
            self.put(key, depth + 1)
            self.put(part, depth + 1)

    def array(self, array: np.ndarray) -> None:
        if array.dtype.kind not in "fiub":
            raise WireError(f"an array of dtype {array.dtype} and shape {array.shape}")
        self.values = _counted(self.values + ARRAY_VALUES - 1)
        if _bytes_at_least(array.shape, array.itemsize) > MAX_FRAME_BYTES or array.ndim > MAX_DIMENSIONS:
            raise WireError(f"an array of shape {array.shape}, {array.nbytes} bytes: too large")
        if array.dtype not in _CODES:
            array = np.asarray(array, dtype=_travelling(array.dtype))
        head = bytes((_CODES[array.dtype], array.ndim)) + _SHAPES[array.ndim].pack(*array.shape)
        self.add(b"a", head, array.tobytes("C"))


def _counted(values: int, depth: int = 0) -> int:
    """Return the number of values, unless it or their depth is above what takes a tenth of a second to rebuild."""
    if depth > MAX_DEPTH or values > MAX_VALUES:
        raise WireError("a value nested too deep or with too many parts")
    return values


def _integer(value: int) -> bytes:
    if -(2**63) <= value < 2**63:
        return b"i" + _I64.pack(value)
    length = value.bit_length() // 8 + 1
    if length > MAX_INTEGER_BYTES:
        raise WireError(f"an integer of {value.bit_length()} bits")
    return b"I" + _U16.pack(length) + value.to_bytes(length, "little", signed=True)


def _as_array(value: object) -> np.ndarray:
    """Return a plain array for an array, a numpy scalar or a subclass of either; refuse all else by its name."""
    if isinstance(value, np.ndarray | np.generic | float | int):
        return np.array(value, copy=None, subok=False)
    kind = type(value).__name__
    raise WireError(f"{'an' if kind[:1] in 'aeiouAEIOU' else 'a'} {kind}")


def _travelling(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Little endian, and float64 for the wider floats of some machines."""
    little = dtype.newbyteorder("<")
    return little if little in _CODES else np.dtype("<f8")


def _bytes_at_least(shape: tuple[int, ...], itemsize: int) -> int:
    """An array's bytes with empty axes counted as 1: (0, 2**40, 2**40) has none and still overflows inside numpy."""
    return math.prod(shape if 0 not in shape else [max(length, 1) for length in shape]) * itemsize


class _Reader:
    """Walks over untrusted bytes; never reads past the end, never believes a length."""

    def __init__(self, payload: bytes) -> None:
        self.payload = memoryview(payload)
        self.at = 0
        self.values = 0

    def take(self, size: int) -> memoryview:
        if size > len(self.payload) - self.at:
            raise WireError(f"{size} bytes claimed, {len(self.payload) - self.at} left")
        piece = self.payload[self.at : self.at + size]
        self.at += size
        return piece

    def count(self) -> int:
        (count,) = _U32.unpack(self.take(4))
        return int(count)

    def value(self, depth: int) -> Any:
        self.values = _counted(self.values + 1, depth)
        (tag,) = self.take(1)
        read = _READERS.get(tag)
        if read is None:
            raise WireError(f"unknown tag {bytes((tag,))!r}")
        return read(self, depth)

    def integer(self, depth: int) -> int:
        return int(_I64.unpack(self.take(8))[0])

    def long_integer(self, depth: int) -> int:
        (length,) = _U16.unpack(self.take(2))
        if length > MAX_INTEGER_BYTES:
            raise WireError(f"an integer of {length} bytes")
        return int.from_bytes(self.take(length), "little", signed=True)

    def number(self, depth: int) -> float:
        return float(_F64.unpack(self.take(8))[0])

    def text(self, depth: int) -> str:
        try:
            return bytes(self.take(self.count())).decode("utf-8")
        except UnicodeDecodeError:
            raise WireError("a text that is not UTF-8") from None

    def data(self, depth: int) -> bytes:
        return bytes(self.take(self.count()))

    def list(self, depth: int) -> list[Any]:
        count = self.count()
        if count > len(self.payload) - self.at:  # every value takes a byte at least
            raise WireError(f"{count} values claimed, {len(self.payload) - self.at} bytes left")
        return [self.value(depth + 1) for _ in range(count)]

    def tuple(self, depth: int) -> tuple[Any, ...]:
        return tuple(self.list(depth))

    def mapping(self, depth: int) -> dict[str, Any]:
        count = self.count()
        if 2 * count > len(self.payload) - self.at:
            raise WireError(f"{count} entries claimed, {len(self.payload) - self.at} bytes left")
        found: dict[str, Any] = {}
        for _ in range(count):
            key = self.value(depth + 1)
            if type(key) is not str or key in found:
                raise WireError("a key that is no text, or twice the same")
            found[key] = self.value(depth + 1)
        return found

    def array(self, depth: int) -> np.ndarray:
        self.values = _counted(self.values + ARRAY_VALUES - 1)
        code, dimensions = self.take(2)
        if code >= len(_DTYPES) or dimensions > MAX_DIMENSIONS:
            raise WireError("an array of unknown dtype or too many axes")
        shape = _SHAPES[dimensions].unpack(self.take(8 * dimensions))
        dtype = _TYPES[code]
        if _bytes_at_least(shape, dtype.itemsize) > MAX_FRAME_BYTES:
            raise WireError(f"an array of shape {shape}: too large")
        data = self.take(math.prod(shape) * dtype.itemsize)
        array: np.ndarray = np.ndarray(shape, dtype, data)
        # A bool whose byte is neither 0 nor 1 is undefined behaviour in numpy.
        return np.array(array.view(np.uint8) != 0) if dtype.kind == "b" else array.copy()

    def field(self, depth: int) -> ScalarField:
        parts = [self.value(depth + 1) for _ in range(3)]
        if not all(type(part) is np.ndarray and part.shape == parts[0].shape for part in parts):
            raise WireError("a ScalarField needs three arrays of one shape")
        return ScalarField(*parts)


_READERS: dict[int, Callable[[_Reader, int], Any]] = {
    ord(b"N"): lambda reader, depth: None,
    ord(b"T"): lambda reader, depth: True,
    ord(b"F"): lambda reader, depth: False,
    ord(b"i"): _Reader.integer,
    ord(b"I"): _Reader.long_integer,
    ord(b"d"): _Reader.number,
    ord(b"s"): _Reader.text,
    ord(b"b"): _Reader.data,
    ord(b"l"): _Reader.list,
    ord(b"t"): _Reader.tuple,
    ord(b"m"): _Reader.mapping,
    ord(b"a"): _Reader.array,
    ord(b"f"): _Reader.field,
    ord(b"r"): lambda reader, depth: Chance(reader.count()),
}
