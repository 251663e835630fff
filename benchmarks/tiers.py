"""The tiers, to be asked for one by one: tests and benchmarks do, the commands take the best that a machine gives."""

from __future__ import annotations

from grader.sandbox.tiers import LAYERS

# What to ask for, to get exactly this tier where the machine gives it.
LAYERS_OF = {
    "2": LAYERS,
    "1": ("landlock", "seccomp", "rlimits"),
    "1b": ("seccomp", "rlimits"),
    "0": (),
}
