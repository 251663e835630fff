"""The wire: what goes in comes out, and whatever else arrives ends in WireError, quickly and in little memory."""

from __future__ import annotations

import enum
import itertools
import math
import random
import struct
import time
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader import wire
from grader.wire import ScalarField, WireError, frame, frame_length, pack, unpack

DTYPES = ("f8", "f4", "f2", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "?")
U32 = struct.Struct("<I")


def identical(one: Any, other: Any) -> bool:
    """Equal in type, value and bits: NaN is NaN, -0.0 is not 0.0, True is not 1."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(identical, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(identical(one[key], other[key]) for key in one)
    if isinstance(one, float):
        return struct.pack("<d", one) == struct.pack("<d", other)
    if isinstance(one, ScalarField):
        return all(identical(getattr(one, name), getattr(other, name)) for name in "abc")
    return bool(one == other)


def there_and_back(value: Any) -> Any:
    return unpack(pack(value))


arrays = st.sampled_from(DTYPES).flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
fields = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3).flatmap(
    lambda shape: st.builds(ScalarField, *[hnp.arrays("f8", shape)] * 3)
)
texts = st.text(st.characters(exclude_categories=["Cs"]))
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(1 - 2 ** (8 * wire.MAX_INTEGER_BYTES - 1), 2 ** (8 * wire.MAX_INTEGER_BYTES - 1) - 1),
    st.floats(),
    texts,
    st.binary(),
    arrays,
    fields,
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(texts, inner, max_size=4),
    ),
    max_leaves=12,
)


# Round trips


@given(values)
def test_every_value_comes_back_identical_in_type_shape_and_bits(value):
    assert identical(there_and_back(value), value)


@given(values)
def test_a_frame_is_its_length_and_the_value(value):
    whole = frame(value)

    assert frame_length(whole[:4]) == len(whole) - 4
    assert identical(unpack(whole[4:]), value)


@pytest.mark.parametrize(
    "value",
    [
        [],
        (),
        {},
        "",
        b"",
        [[[]], ({},)],
        np.zeros(0),
        np.zeros((3, 0, 2)),
        np.array(2.5),
        np.array(True),
        math.nan,
        math.inf,
        -math.inf,
        -0.0,
        5e-324,
        2**63 - 1,
        2**63,
        -(2**63),
        -(2**63) - 1,
        2**64,
        1 - 2 ** (8 * 512 - 1),
        2 ** (8 * 512 - 1) - 1,
        "\0 \u202e 🦊",
    ],
    ids=lambda value: repr(value)[:24],
)
def test_an_edge_value_comes_back_identical(value):
    assert identical(there_and_back(value), value)


@pytest.mark.parametrize("payload", [0x7FF8000000000001, 0xFFF8DEADBEEF0000, 0x7FF0000000000001])
def test_a_nan_keeps_its_bits_inside_an_array(payload):
    array = np.array([payload], np.uint64).view(np.float64)

    assert there_and_back(array).view(np.uint64)[0] == payload


def test_an_array_arrives_fresh_writable_and_in_c_order():
    fortran = np.asfortranarray(np.arange(12.0).reshape(3, 4))
    payload = bytearray(pack(fortran))
    back = unpack(bytes(payload))
    back[0, 0] = 7

    assert back.flags.c_contiguous and back.flags.writeable
    assert back.tolist() == [[7, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]
    assert fortran[0, 0] == 0


@pytest.mark.parametrize("view", [np.s_[::-1], np.s_[::2, 1:], np.s_[:, ::-3], np.s_[1:1], np.s_[None, ..., 2]])
def test_a_strided_view_arrives_as_its_values(view):
    array = np.arange(20.0).reshape(4, 5)[view]

    assert identical(there_and_back(array), np.ascontiguousarray(array))


def test_a_broadcast_view_arrives_whole():
    assert there_and_back(np.broadcast_to(np.float32(3), (2, 3))).tolist() == [[3, 3, 3], [3, 3, 3]]


@pytest.mark.parametrize("dtype", [">f8", ">f4", ">i2", ">u8"])
def test_big_endian_arrays_arrive_little_endian_with_the_same_values(dtype):
    back = there_and_back(np.array([1, 2, 300], dtype))

    assert back.dtype == np.dtype(dtype).newbyteorder("<") and back.tolist() == [1, 2, 300]


def test_longdouble_arrives_as_float64():
    back = there_and_back(np.array([1.5, -2.25], np.longdouble))

    assert back.dtype == np.float64 and back.tolist() == [1.5, -2.25]


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        (np.float64(1.5), "f8"),
        (np.float16(1.5), "f2"),
        (np.int8(-3), "i1"),
        (np.bool_(True), "?"),
        (np.longdouble(1.5), "f8"),
    ],
    ids=["float64", "float16", "int8", "bool", "longdouble"],
)
def test_a_numpy_scalar_arrives_as_an_array_without_axes(value, dtype):
    back = there_and_back(value)

    assert (back.shape, back.dtype) == ((), np.dtype(dtype))
    assert back[()] == value


class _Subclass(np.ndarray):
    pass


@pytest.mark.parametrize(
    "made",
    [lambda x: x.view(_Subclass), lambda x: np.ma.masked_array(x, mask=[0, 1, 0, 0]), np.asmatrix],
    ids=["own", "masked", "matrix"],
)
@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_a_subclass_arrives_as_a_plain_array(made):
    back = there_and_back(made(np.arange(4.0)))

    assert type(back) is np.ndarray and back.reshape(-1).tolist() == [0, 1, 2, 3]


def test_subclasses_of_plain_types_arrive_as_plain_values():
    class Three(enum.IntEnum):
        THREE = 3

    class Name(str):
        pass

    assert identical(there_and_back([Name("x")]), ["x"])
    assert there_and_back(Three.THREE).tolist() == 3
    assert type(there_and_back(type("Pair", (tuple,), {})((1, 2)))) is tuple


def test_a_lone_surrogate_arrives_spelled_out():
    assert there_and_back("a\udc80") == "a\\udc80"


@given(fields)
def test_a_scalar_field_gives_the_same_number_after_the_journey(field):
    with np.errstate(all="ignore"):
        w = np.ones(field.a.shape)

        assert identical(there_and_back(field)(w), field(w))


def test_a_scalar_field_is_the_sum_it_says_it_is():
    a, b, c, w = np.array([[1.0, 2], [3, 4], [5, 6], [7, 8]])[:, np.newaxis]

    want = 1 * math.sin(3 * 7) + 2 * math.sin(4 * 8) + (5 * 7 + 6 * 8) ** 2 / 2

    assert abs(ScalarField(a, b, c)(w) - want) <= 1e-12 * abs(want)


def test_a_scalar_field_says_which_shape_it_takes():
    field = ScalarField(*np.ones((3, 2, 2)))

    with pytest.raises(ValueError, match=r"f takes an array of shape \(2, 2\), not \(3,\)"):
        field(np.ones(3))


# What cannot travel is named


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (1 + 2j, "a complex"),
        (object(), "an object"),
        (range(3), "a range"),
        ((i for i in range(3)), "a generator"),
        ({1, 2}, "a set"),
        (lambda x: x, "a function"),
        (np, "a module"),
        ({1: 2}, "a dict whose keys are not texts"),
        (np.array([1j]), "an array of dtype complex128 and shape (1,)"),
        (np.array([None, "x"]), "an array of dtype object and shape (2,)"),
        (np.array(["x"]), "an array of dtype <U1 and shape (1,)"),
        (np.zeros(2, "M8[s]"), "an array of dtype datetime64[s] and shape (2,)"),
        (np.zeros(2, [("a", "f8")]), "an array of dtype [('a', '<f8')] and shape (2,)"),
        (2**4096, "an integer of 4097 bits"),
        (np.broadcast_to(0.0, 10**9), "an array of shape (1000000000,), 8000000000 bytes: too large"),
        (np.zeros((0, 2**30)), "an array of shape (0, 1073741824), 0 bytes: too large"),
        (np.zeros((1,) * 9), "an array of shape (1, 1, 1, 1, 1, 1, 1, 1, 1), 8 bytes: too large"),
        ([b"x" * (40 << 20)] * 2, "more than 67108864 bytes"),
        ([0] * wire.MAX_VALUES, "a value nested too deep or with too many parts"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_travel_is_named(value, says):
    with pytest.raises(WireError) as caught:
        pack(value)

    assert str(caught.value) == says


def test_a_list_that_holds_itself_is_nested_too_deep():
    endless: list[Any] = []
    endless.append(endless)

    with pytest.raises(WireError, match="nested too deep"):
        pack(endless)


# Hostile bytes


def refused(payload: bytes) -> str:
    """The WireError's text; anything else that happens is the test's failure."""
    with pytest.raises(WireError) as caught:
        unpack(payload)
    return str(caught.value)


RICH = (
    "loaded",
    None,
    True,
    -3,
    2**200,
    0.5,
    b"bytes",
    {"a": [np.arange(6, dtype="f4").reshape(2, 3), np.zeros((0, 2), bool)], "é": ()},
    ScalarField(np.ones(2), np.ones(2), np.ones(2)),
)


def test_every_truncation_of_a_value_is_refused():
    payload = pack(RICH)

    for length in range(len(payload)):
        refused(payload[:length])


def test_every_flipped_bit_gives_a_value_or_a_wire_error():
    payload = pack(RICH)

    for byte, bit in itertools.product(range(len(payload)), range(8)):
        changed = bytearray(payload)
        changed[byte] ^= 1 << bit
        accepted_or_refused(bytes(changed))


def accepted_or_refused(payload: bytes) -> None:
    try:
        value = unpack(payload)
    except WireError:
        return
    pack(value)  # whatever is accepted is a value of ours and could travel on


@pytest.mark.slow
def test_three_seconds_of_random_and_mutated_bytes_give_values_or_wire_errors_each_within_100_ms():
    rng = random.Random(0)
    payload, end, slowest = pack(RICH), time.monotonic() + 3, 0.0
    while (start := time.monotonic()) < end:
        for _ in range(50):
            accepted_or_refused(_mutated(payload, rng))
        slowest = max(slowest, time.monotonic() - start)

    assert slowest < 50 * 0.1


def _mutated(payload: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.3:  # noise that begins like a value
        return rng.choice(b"NTFiIdsbltmaf").to_bytes(1, "little") + rng.randbytes(rng.randrange(60))
    changed = bytearray(payload)
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(changed))
        match rng.randrange(4):
            case 0:
                changed[at] = rng.choice(b"NTFiIdsbltmaf\x00\xff\x7f\x01")
            case 1:
                del changed[at : at + rng.randrange(1, 9)]
            case 2:
                changed[at:at] = payload[at : at + rng.randrange(40)]
            case _:
                changed[at : at + 4] = U32.pack(rng.choice([0, 1, 2**31, 2**32 - 1, rng.randrange(2**32)]))
        if not changed:
            break
    return bytes(changed)


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_random_bytes_give_a_value_or_a_wire_error(payload):
    accepted_or_refused(payload)


def array_of(code: int, *shape: int, data: bytes = b"") -> bytes:
    return b"a" + bytes((code, len(shape))) + struct.pack(f"<{len(shape)}Q", *shape) + data


@pytest.mark.parametrize(
    ("payload", "says"),
    [
        (b"", "1 bytes claimed, 0 left"),
        (b"z", "unknown tag b'z'"),
        (b"\x00", r"unknown tag b'\x00'"),
        (b"NN", "1 bytes follow the value"),
        (pack(RICH) + b"\0" * 9, "9 bytes follow the value"),
        (b"s" + U32.pack(2**32 - 1), "4294967295 bytes claimed, 0 left"),
        (b"b" + U32.pack(2**31) + b"x", "2147483648 bytes claimed, 1 left"),
        (b"s" + U32.pack(2) + b"\xff\xfe", "a text that is not UTF-8"),
        (b"s" + U32.pack(3) + b"\xed\xa0\x80", "a text that is not UTF-8"),
        (b"l" + U32.pack(2**32 - 1) + b"N", "4294967295 values claimed, 1 bytes left"),
        (b"t" + U32.pack(3) + b"NN", "3 values claimed, 2 bytes left"),
        (b"m" + U32.pack(2**31) + b"N", "2147483648 entries claimed, 1 bytes left"),
        (b"m" + U32.pack(1) + b"NN", "a key that is no text, or twice the same"),
        (b"m" + U32.pack(2) + (pack("a") + b"N") * 2, "a key that is no text, or twice the same"),
        (b"m" + U32.pack(1) + b"l" + U32.pack(0) + b"N", "a key that is no text, or twice the same"),
        (b"I\xff\xff", "an integer of 65535 bytes"),
        (b"I\x01\x02" + b"\1" * 513, "an integer of 513 bytes"),
        (array_of(12, 1, data=b"\0" * 8), "an array of unknown dtype or too many axes"),
        (array_of(255), "an array of unknown dtype or too many axes"),
        (array_of(0, *[1] * 9, data=b"\0" * 8), "an array of unknown dtype or too many axes"),
        (array_of(0, 2, data=b"\0" * 15), "16 bytes claimed, 15 left"),
        (array_of(0, 0, 2**40, 2**40), "an array of shape (0, 1099511627776, 1099511627776): too large"),
        (array_of(0, 2**40, 0), "an array of shape (1099511627776, 0): too large"),
        (array_of(0, 2**63, 2), "an array of shape (9223372036854775808, 2): too large"),
        (array_of(0, 2**64 - 1), "an array of shape (18446744073709551615,): too large"),
        (array_of(10, 2**26 + 1), "an array of shape (67108865,): too large"),
        (b"f" + b"N" * 3, "a ScalarField needs three arrays of one shape"),
        (
            b"f" + array_of(10, 1, data=b"1") * 2 + array_of(10, 0),
            "a ScalarField needs three arrays of one shape",
        ),
        ((b"l" + U32.pack(1)) * 17 + b"N", "a value nested too deep or with too many parts"),
        ((b"t" + U32.pack(1)) * 100_000 + b"N", "a value nested too deep or with too many parts"),
        (b"f" * 100_000, "a value nested too deep or with too many parts"),
        ((b"m" + U32.pack(1)) * 100_000, "a value nested too deep or with too many parts"),
        (b"l" + U32.pack(10**6) + b"N" * 10**6, "a value nested too deep or with too many parts"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_lie_is_refused_with_its_reason(payload, says):
    assert refused(payload) == says


@pytest.mark.parametrize(
    "payload",
    [
        b"l" + U32.pack(10**6) + b"N" * 10**6,
        b"l" + U32.pack(10**6) + array_of(0, 0) * (10**6 // 11),
        b"s" + U32.pack(2**32 - 1),
        b"l" + U32.pack(2**32 - 1) + b"N" * 1000,
        array_of(0, 0, 2**40, 2**40),
        array_of(0, 2**22, data=b"\0" * 1000),
        b"I\xff\xff" + b"\xff" * 70_000,
        (b"t" + U32.pack(1)) * 100_000 + b"N",
    ],
    ids=["a million None", "a million arrays", "text", "list", "empty axes", "array", "integer", "depth"],
)
def test_a_lie_costs_little_memory_and_time(payload):
    tracemalloc.start()
    start = time.monotonic()
    try:
        refused(payload)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 32 << 20
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("claim", [wire.MAX_FRAME_BYTES + 1, 2**31, 2**32 - 1])
def test_a_frame_above_the_limit_is_refused_before_it_is_read(claim):
    with pytest.raises(WireError) as caught:
        frame_length(U32.pack(claim))

    assert str(caught.value) == f"a frame of {claim} bytes is larger than 67108864"


def test_bools_that_are_neither_0_nor_1_arrive_as_true():
    back = unpack(array_of(11, 4, data=b"\x00\x01\x02\xff"))

    assert back.dtype == bool and back.tobytes() == b"\x00\x01\x01\x01"


def test_nothing_that_packs_is_refused_on_the_other_side():
    for shape in [(0,), (0, 2**22), (0, 2**23 + 1), (2**23,), (1,) * 8, (0,) * 8]:
        array = np.zeros(shape)
        try:
            payload = pack(array)
        except WireError:
            continue

        assert unpack(payload).shape == shape
