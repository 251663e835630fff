"""What statistics need of an answer: seven plain values, because there are tens of thousands of them."""

from __future__ import annotations

from typing import NamedTuple


class Past(NamedTuple):
    """An answer that stands, or a reset.

    Attributes:
        card: The card's key.
        day: The study day, as it is written: `2026-12-12`.
        rating: 1 Again to 4 Easy; 0: a reset, after which the card is learned anew.
        share: How much of the answer was right, 0 to 1.
        confidence: Before the reveal, 1 to 4; 0: not asked.
        mode: `review`, or another one, which tells nothing about what stays.
        revision: Of the card, as it was answered.
    """

    card: str
    day: str
    rating: int
    share: float
    confidence: int
    mode: str
    revision: int
