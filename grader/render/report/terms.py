"""On which terms a result was obtained, as people say it: seeds, versions, how confined the file was, its limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Tiers of grader.sandbox.tiers, in a line each.
_TIERS = {
    "2": "in a world of its own: namespaces, seccomp, resource limits",
    "1": "behind three walls: seccomp, Landlock, resource limits",
    "1b": "behind two walls: seccomp with all files closed, resource limits",
    "0": "in a process of its own and nothing else",
}


def terms_text(trace: Mapping[str, Any]) -> str:
    """Return what makes the same result again, as a line; "" for nothing.

    Args:
        trace: As `grader batch` writes it: seed, confirm_seed, grader_version, course_version, tier, limits. The run
            and the attempts are left out: they change no verdict.
    """
    if not trace:
        return ""
    return " · ".join([_seeds(trace), versions_text(trace), _tier(trace["tier"]), *_limits(trace["limits"])])


def _seeds(trace: Mapping[str, Any]) -> str:
    second = trace["confirm_seed"]
    return f"seed {trace['seed']}" + ("" if second is None else f", confirmed with seed {second}")


def versions_text(trace: Mapping[str, Any]) -> str:
    """Return the versions alone: students are not told the seed, which makes the next inputs, too."""
    return f"grader {trace['grader_version']}, course {trace['course_version'][:12]}"


def _tier(tier: str) -> str:
    """The tier and what it means; one that this version does not know is told as it is."""
    return f"tier {tier}, {_TIERS[tier]}" if tier in _TIERS else f"tier {tier}"


def _limits(limits: Mapping[str, Any]) -> list[str]:
    """The limits that can change a verdict, those of a run by another version included."""
    told = [f"{limits[name]:g} s for {what}" for name, what in _SECONDS.items() if name in limits]
    if "memory_bytes" in limits:
        told.append(f"{limits['memory_bytes'] / 2**30:g} GiB of memory")
    return [f"at most {', '.join(told)}"] if told else []


_SECONDS = {"call_wall_seconds": "a call", "load_wall_seconds": "loading", "file_wall_seconds": "a file"}
