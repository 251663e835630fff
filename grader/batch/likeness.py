"""Answers that share an unlikely amount of code: a list to look at, never a verdict.

Winnowing (Schleimer, Wilkerson, Aiken: SIGMOD 2003), as MOSS does it. Comments, docstrings, layout and the names that
a learner chose are taken out. What is left is cut into runs of K tokens; of every WINDOW runs in a row at least one is
kept as a fingerprint, the same one in every file. Fingerprints of what everybody was given do not count.

What the exercise itself asks for, many write: a fingerprint weighs as many bits as it is rare in this class, so that no
exercise needs a threshold of its own. If lines were drawn at random, a class that copies nothing would be shown a pair
once in 2^MIN_BITS times. They are not: habits, books and friends are shared, too. Hence: to look at. What half of a
class has copied from one source is common in that class, and not found.

`copydetect` does this well, too, but reads files from disk, needs matplotlib, jinja2 and tqdm, and compares every file
with every other: 12 million comparisons of 5000 answers, where a sum over what is shared takes seconds.
"""

from __future__ import annotations

import builtins
import hashlib
import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2

import numpy as np

K = 12  # tokens, about a line of numpy: what is shorter is an idiom
WINDOW = 6  # a common run of K + WINDOW - 1 = 17 tokens never goes unnoticed
MIN_SHARE = 0.5  # of the shorter answer; independent right answers of some length in tests/submissions: 0.29 at most
MIN_BITS = 20.0  # beyond log2 of the number of pairs: among many pairs, something surprising is to be expected
SMALLEST_CLASS = 16  # of fewer students nobody knows what is rare: the rest is taken to have written something else


@dataclass(frozen=True)
class Likeness:
    """Students whose answers to an exercise are to be looked at side by side.

    Attributes:
        students: Their ids: two, or of equal answers all that there are.
        share: How much of the shorter answer both have, 0 to 1; what everybody was given is not counted.
        bits: How surprising that is: the rarer in the class, the more.
        same: The answers are equal but for names and layout.
    """

    students: tuple[str, ...]
    share: float
    bits: float
    same: bool


def likenesses(answers: Mapping[str, bytes], given: Iterable[bytes]) -> list[Likeness]:
    """Return the students to look at, the most surprising first.

    Students whose answers are equal are told together, and the first of them stands for all beside others: a hundred
    copies are one entry and not 4950, or 99 that begin with one name.

    Args:
        answers: Source by student, of one exercise. A group's answer is given once, under one of its members.
        given: What everybody may hold: the stub, the solution.
    """
    known = np.unique(np.concatenate([_runs(source) for source in given] or [_NONE]))
    prints = {student: np.setdiff1d(_winnowed(_runs(source)), known) for student, source in answers.items()}
    groups: dict[bytes, list[str]] = {}  # students whose fingerprints are the same
    for student, found in prints.items():
        if len(found):
            groups.setdefault(found.tobytes(), []).append(student)
    found_alike = _alike(list(groups.values()), prints) if groups else ()
    return sorted(found_alike, key=lambda one: (-one.bits, one.students))


def _alike(groups: Sequence[Sequence[str]], prints: Mapping[str, np.ndarray]) -> Iterable[Likeness]:
    """Compare one of each group with one of each other; a group of several is one finding by itself."""
    count = max(len(prints), SMALLEST_CLASS)
    enough = MIN_BITS + log2(count * (count - 1) / 2)
    sizes = np.array([len(prints[group[0]]) for group in groups])
    every, place = np.unique(np.concatenate([prints[group[0]] for group in groups]), return_inverse=True)
    owner = np.repeat(np.arange(len(groups)), sizes)
    students = np.bincount(place, weights=np.repeat([len(group) for group in groups], sizes), minlength=len(every))
    bits = _bits(students, count)
    order = np.argsort(place, kind="stable")
    having = np.split(owner[order], np.cumsum(np.bincount(place))[:-1])  # groups, by fingerprint
    for group, start in enumerate(np.cumsum(sizes) - sizes):
        mine = place[start : start + sizes[group]]
        total = float(bits[mine].sum())
        if total >= enough and len(groups[group]) > 1:
            yield Likeness(tuple(groups[group]), 1.0, round(total, 1), True)
        others = np.concatenate([having[one] for one in mine])
        weights = np.repeat(bits[mine], [len(having[one]) for one in mine])
        shared = np.bincount(others, minlength=len(groups))
        surprise = np.bincount(others, weights=weights, minlength=len(groups))
        share = shared / np.minimum(sizes, sizes[group])
        for other in np.flatnonzero((surprise >= enough) & (share >= MIN_SHARE)).tolist():
            if other > group:
                pair = (groups[group][0], groups[other][0])
                yield Likeness(pair, round(float(share[other]), 3), round(float(surprise[other]), 1), False)


def _bits(students: np.ndarray, count: int) -> np.ndarray:
    """How surprising it is that two share each fingerprint, from how many of all have it.

    The chance is estimated from the others: (having it - 1) / all, so that two who alone have it in a class of 30 bring
    log2(30). Runs overlap: WINDOW keeps one in (WINDOW + 1) / 2 on average, and each token is in K of them, so a
    fingerprint brings only its own tokens' part.
    """
    return np.asarray(np.log2(count / np.maximum(students - 1, 1)) * (WINDOW + 1) / (2 * K))


# From source to fingerprints

_TOKEN = re.compile(
    rb"(?P<lesson>[rRbBuUfF]{0,2}(?:\"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)|'''(?:\\.|[^\\])*?(?:'''|\Z)))"
    rb"|(?P<comment>#[^\n]*)"
    rb"|(?P<text>[rRbBuUfF]{0,2}(?:\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?))"
    rb"|(?P<number>\d[\w.]*)"
    rb"|(?P<attribute>\.[ \t]*[^\W\d]\w*)"
    rb"|(?P<name>(?:[^\W\d]|[\x80-\xff])(?:\w|[\x80-\xff])*)"
    rb"|(?P<sign>[-+*/%@&|^<>=!:]=|\*\*|//|<<|>>|->|[^\s\w])",
    re.DOTALL,
)
_KEPT = frozenset(name.encode() for name in (*keyword.kwlist, *dir(builtins), "np", "numpy", "torch"))
_NONE = np.empty(0, np.uint64)
_POWERS = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(1, K + 1)], np.uint64)


def _runs(source: bytes) -> np.ndarray:
    """The hash of every run of K tokens. A file that does not parse has tokens all the same."""
    tokens = np.array([_code(token) for token in _tokens(source)], np.uint64)
    if len(tokens) < K:
        return _NONE
    hashes = (np.lib.stride_tricks.sliding_window_view(tokens, K) * _POWERS).sum(axis=1, dtype=np.uint64)
    return np.asarray(hashes)


def _winnowed(runs: np.ndarray) -> np.ndarray:
    """The smallest of every WINDOW hashes in a row: a choice that does not depend on what lies around."""
    if not len(runs):
        return runs
    rows = np.lib.stride_tricks.sliding_window_view(runs, min(WINDOW, len(runs)))
    return np.unique(rows.min(axis=1))


def _tokens(source: bytes) -> Iterable[bytes]:
    """Tokens without layout, comments and docstrings; every name that the learner chose is the same name."""
    for found in _TOKEN.finditer(source):
        kind = found.lastgroup
        if kind == "name":
            yield found[0] if found[0] in _KEPT else b"a"
        elif kind == "text":
            yield b"''"
        elif kind not in ("lesson", "comment"):
            yield found[0]


@lru_cache(maxsize=1 << 16)
def _code(token: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(token, digest_size=8).digest(), "big")
