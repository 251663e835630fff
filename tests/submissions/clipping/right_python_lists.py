"""expect: right; math and nested lists, no numpy"""
import math


def _numbers(g):
    if getattr(g, "ndim", 0) == 0:
        yield float(g)
    else:
        for part in g:
            yield from _numbers(part)


def _apply(f, g):
    if getattr(g, "ndim", 0) == 0:
        return f(float(g))
    return [_apply(f, part) for part in g]


def global_norm(grads):
    return math.sqrt(math.fsum(v * v for g in grads for v in _numbers(g)))


def clip_by_value(grads, limit):
    return [_apply(lambda v: max(-limit, min(limit, v)), g) for g in grads]


def clip_by_norm(grads, max_norm):
    norm = global_norm(grads)
    factor = max_norm / norm if norm > max_norm else 1.0
    return [_apply(lambda v: v * factor, g) for g in grads], norm
