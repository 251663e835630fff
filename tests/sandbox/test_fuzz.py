"""The decoder of replies is what hostile code can reach of the grader: whatever comes, a value or a WireError."""

from __future__ import annotations

import random
import struct
import time
import tracemalloc

import numpy as np
import pytest

from grader import wire
from grader.sandbox import session

SECONDS = 4.0
SEEDS = [
    ("returned", np.arange(6.0).reshape(2, 3), {"0": np.zeros(2)}, ["RuntimeWarning: x"]),
    ("returned", [1, 2.5, "é", None, True, b"x", 2**200, (np.zeros((0, 3), np.float32),)], {}, []),
    ("raised", "ValueError", "no", 3, "x = 1"),
    ("bad", "a Fraction"),
    ("loaded", ("syntax", "SyntaxError", "no", 3, "x ="), {"f": ("function", 1, "function", ["a"], 1, False)}, ["g"]),
    wire.ScalarField(np.ones(3), np.ones(3), np.ones(3)),
    wire.Chance(7),
]
ODD = [0, 1, 2**7, 2**8 - 1, 2**15, 2**16 - 1, 2**31 - 1, 2**31, 2**32 - 1, 2**40, 2**63 - 1, 2**63, 2**64 - 1]


def mangled(payload: bytes, chance: random.Random) -> bytes:
    """A payload with a few bytes, lengths or pieces changed."""
    data = bytearray(payload)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0 if data:
                data[at % len(data)] = chance.randrange(256)
            case 1:
                data[at : at + 4] = struct.pack("<I", chance.choice(ODD) & 0xFFFFFFFF)
            case 2:
                data[at : at + 8] = struct.pack("<Q", chance.choice(ODD))
            case 3:
                del data[at : at + chance.randrange(1, 9)]
            case 4:
                data[at:at] = bytes([chance.choice(b"NTFiIdsbltmafr")]) * chance.randrange(1, 4)
            case _:
                data[at:at] = data[chance.randrange(len(data) + 1) :][:40]
    return bytes(data)


def tried(payload: bytes) -> None:
    """Decode a payload as a session would, down to the values of grader.calls."""
    try:
        reply = wire.unpack(payload)
    except wire.WireError:
        return
    for read in (lambda: session._answer(reply, 2), lambda: session._loaded(reply, ["f"])):
        try:
            read()
        except wire.WireError:
            continue


@pytest.mark.slow
def test_mangled_replies_are_values_or_wire_errors_and_cost_little():
    chance = random.Random(0)
    payloads = [wire.pack(seed) for seed in SEEDS]
    tracemalloc.start()
    end, frames, slowest = time.monotonic() + SECONDS, 0, 0.0
    while time.monotonic() < end:
        for _ in range(200):
            payload = mangled(chance.choice(payloads), chance)
            begin = time.thread_time()
            tried(payload)
            slowest = max(slowest, time.thread_time() - begin)
            frames += 1
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert frames > 2000
    assert slowest < 0.5
    assert most_bytes < 64 << 20


def test_noise_is_a_value_or_a_wire_error():
    chance = random.Random(1)
    for _ in range(3000):
        tried(chance.randbytes(chance.randrange(1, 60)))


@pytest.mark.parametrize("tag", [b"l", b"t", b"m", b"s", b"b", b"a", b"f", b"I"])
@pytest.mark.parametrize("number", ODD)
def test_no_claim_of_a_length_is_believed(tag, number):
    tried(tag + struct.pack("<Q", number))
    tried(tag + b"\0\3" + struct.pack("<3Q", 0, number, number))
    tried(tag * 1000 + struct.pack("<I", number & 0xFFFFFFFF))
