"""What a learner types, a line at a time, and what it claims."""

from __future__ import annotations

import sys

_LONGEST_LINE = 64 * 1024  # characters; the rest of such a line is passed over


def forgive_encoding() -> None:
    """Take bytes that are no text for �, instead of ending a session at them."""
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def typed_line() -> str:
    """Return the next line of standard input, cut where it is too long.

    Raises:
        EOFError: There is none.
    """
    line = sys.stdin.readline(_LONGEST_LINE) if sys.stdin else ""  # None where standard input was closed
    if not line:
        raise EOFError
    rest = line
    while rest and not rest.endswith("\n"):
        rest = sys.stdin.readline(_LONGEST_LINE)
    return line.rstrip("\r\n")


def claimed(said: str, found: tuple[bool, ...]) -> tuple[bool, ...] | None:
    """Return which key points a learner claims: as found if nothing is said; None if it is not numbers of points."""
    numbers = said.replace(",", " ").split()
    if not numbers:
        return found
    allowed = {str(number) for number in range(len(found) + 1)}
    if not allowed.issuperset(numbers):
        return None
    return tuple(str(number) in numbers for number in range(1, len(found) + 1))
