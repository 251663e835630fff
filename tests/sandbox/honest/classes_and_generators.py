"""expect: right; dataclasses, decorators, caches, contexts"""

import contextlib
import functools
from dataclasses import dataclass, field


@dataclass
class State:
    h: list = field(default_factory=list)


@functools.lru_cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@contextlib.contextmanager
def timed():
    yield State()


def demand(x):
    with timed() as state:
        state.h += [fibonacci(n) for n in range(60)]
    return state.h[-1] == 956722026041
