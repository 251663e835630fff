"""The proofs on cards: Python that raises when a number on the card is wrong."""

from __future__ import annotations

import math
from itertools import product

from grader.errors import MachineError
from grader.quiz.cards import AnyCard, Bug, Numeric
from grader.quiz.formula import formula


def refuted(card: AnyCard) -> str:
    """Run a card's `verify` and return what it raises, or "" if it holds.

    The snippet finds numpy as `np`, `math`, on a bug card the texts CODE and FIX, and on a numeric card CASES, all
    combinations of its parameters, and ANSWER, which takes one of them and returns what the card's formula gives. It is
    run in this process with all its rights: for decks that are trusted as the course is.

    Raises:
        MachineError: The snippet needs torch, which is not installed: it says nothing about the card.
    """
    import numpy as np  # noqa: PLC0415  60 ms that a session does not need

    names: dict[str, object] = {"np": np, "math": math}
    if isinstance(card, Bug):
        names |= {"CODE": card.code, "FIX": card.fix}
    elif isinstance(card, Numeric):
        names |= _cases_and_answer(card)
    try:
        exec(compile(card.verify, f"verify of {card.note}", "exec"), names)  # noqa: S102  the course's own proofs
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and error.name == "torch":  # any other is the proof's mistake
            todo = "pip install 'vanishing-gradients[torch]'"
            raise MachineError("the proof needs torch, which is not installed", todo=todo) from error
        return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return ""


def _cases_and_answer(card: Numeric) -> dict[str, object]:
    """A proof that uses the card's own formula and parameters cannot drift away from them."""
    names, values = [name for name, _ in card.params], [several for _, several in card.params]
    answer = formula(card.answer)
    return {
        "CASES": tuple(product(*values)),
        "ANSWER": lambda *case: answer.value(dict(zip(names, case, strict=True))),
    }
