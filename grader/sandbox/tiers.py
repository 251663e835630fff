"""How far a learner's process is from harm: four tiers, told by the layers that are on.

2    a world of its own: namespaces, seccomp, resource limits, and Landlock where the kernel has it
1    this world, three walls: seccomp, Landlock, resource limits. Containers, and Ubuntu's normal users
1b   this world, two walls: seccomp with all files closed, resource limits. Kernels without Landlock
0    a process of its own and nothing else: for files of people one trusts
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

FORKS = sys.platform == "linux"  # elsewhere a fork after numpy is not safe: one interpreter serves one file, at tier 0
LAYERS = ("namespaces", "landlock", "seccomp", "rlimits")
TRUSTED_ONLY = "0"


def tier_of(report: Mapping[str, str]) -> str:
    """Return the tier of a zygote whose layers are as reported ("on", or why not).

    >>> tier_of({"namespaces": "off", "landlock": "on", "seccomp": "on", "rlimits": "on"})
    '1'
    """
    on = {layer for layer, state in report.items() if state == "on"}
    if not {"seccomp", "rlimits"} <= on:
        return TRUSTED_ONLY
    return "2" if "namespaces" in on else "1" if "landlock" in on else "1b"


def missing(report: Mapping[str, str]) -> str:
    """Return what keeps a zygote from a better tier, in words that follow "is missing:".

    >>> missing({"namespaces": "off", "landlock": "on", "seccomp": "Operation not permitted", "rlimits": "on"})
    'namespaces (off), seccomp (Operation not permitted)'
    """
    return ", ".join(f"{layer} ({state})" for layer, state in report.items() if state != "on")


def strangers_welcome(tier: str) -> bool:
    """Whether files of people one does not know may be graded."""
    return tier != TRUSTED_ONLY
