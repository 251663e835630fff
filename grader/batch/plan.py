"""What is still to be graded: what was handed in, less what the gradebook has on the same terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grader.sandbox.tiers import strangers_welcome

Key = tuple[str, str]  # exercise, sha256 of the file


@dataclass(frozen=True)
class Standard:
    """What a result must have been made with to count: everything that decides a verdict, and who is trusted."""

    course_version: str
    seed: int
    confirm_seed: int | None
    trusted: bool


@dataclass(frozen=True)
class Had:
    """A result that the gradebook has."""

    key: Key
    course_version: str
    seed: int
    confirm_seed: int | None
    tier: str
    broken: bool

    def counts(self, standard: Standard) -> bool:
        """Whether it need not be made again: without walls a file can forge its own result."""
        return (
            not self.broken
            and (self.course_version, self.seed, self.confirm_seed)
            == (standard.course_version, standard.seed, standard.confirm_seed)
            and (standard.trusted or strangers_welcome(self.tier))
        )


@dataclass(frozen=True)
class Plan:
    """What a run does.

    Attributes:
        to_grade: Each content of each exercise once, in the order they were collected.
        reused: How many contents have a result that counts.
        again: How many of `to_grade` have a result that does not count: another seed, course or tier, or broken.
    """

    to_grade: tuple[Key, ...]
    reused: int
    again: int


def plan(wanted: Iterable[Key], had: Iterable[Had], standard: Standard) -> Plan:
    """Return what is still to be graded."""
    known: dict[Key, bool] = {}
    for result in had:
        known[result.key] = known.get(result.key, False) or result.counts(standard)
    distinct = tuple(dict.fromkeys(wanted))
    to_grade = tuple(key for key in distinct if not known.get(key))
    return Plan(to_grade, len(distinct) - len(to_grade), sum(key in known for key in to_grade))
