"""What was handed in too late, where the platform does not say so itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from grader.batch.collect import Found
from grader.submission import Submission


def marked_late(found: Iterable[Found], due: datetime | None) -> Iterator[Found]:
    """Yield everything; an answer that was handed in after `due` is late.

    Args:
        found: What was collected.
        due: With or without a time zone; times without one are taken to be in the other's.
    """
    for one in found:
        late = isinstance(one, Submission) and due is not None and _is_after(one.attempted, due)
        yield replace(one, late=True) if late and isinstance(one, Submission) else one


def _is_after(attempted: datetime | None, due: datetime) -> bool:
    if attempted is None:
        return False
    if due.tzinfo is None:
        return attempted.replace(tzinfo=None) > due
    return (attempted if attempted.tzinfo else attempted.replace(tzinfo=due.tzinfo)) > due
