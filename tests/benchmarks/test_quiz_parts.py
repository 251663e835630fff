"""The parts of benchmarks.quiz that could give a wrong figure: the collection, and the table."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import quiz
from grader.quiz.days import study_day
from grader.quiz.folder import FILE
from grader.quiz.load import load_collection
from grader.quiz.queue import Wish, sorted_out
from grader.quiz.store import Store


def test_the_collection_has_cards_that_were_answered_and_half_of_them_are_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiz, "CARDS", 20)
    monkeypatch.setattr(quiz, "REVIEWS", 2000)  # a hundred rounds, as there
    quiz.make_collection(tmp_path)
    cards = load_collection(tmp_path / "decks", None).cards
    with Store(tmp_path / FILE) as store:
        memories = store.memories()
        today = study_day(datetime.now(UTC))  # noqa: TID251  the collection hangs on the real clock
        heap = sorted_out(cards, memories, store.summonses(), today, Wish())
    assert len(cards) == len(memories) == 20
    assert len(heap.due) == 10
    assert {memory.answers for memory in memories.values()} == {100}


def test_ratios_are_of_medians_and_a_missed_target_is_said() -> None:
    times = {name: [0.1, 0.1, 9.0] for name in quiz.CONTESTANTS}
    times["grader quiz due"] = [0.2, 0.26, 0.3]
    lines = "\n".join(quiz.table(times))
    assert "2.60   target <= 2.5 x import: missed" in lines
    assert "first card, in lines      100.0 ms" in lines and "target <= 400 ms: met" in lines
    assert "target <= 30 ms: missed" in lines
