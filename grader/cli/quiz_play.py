"""A session being played: what the learner says goes in; what comes out is saved, and only then shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from grader.cli.clock import now
from grader.cli.quiz_undo import take_back
from grader.cli.typed import claimed
from grader.quiz.session import Stage, answer, ask_first, change, confirm, hint, rate, sure, undo
from grader.render.quiz_words import HELP, aftermath

if TYPE_CHECKING:
    from grader.quiz.log import Line
    from grader.quiz.session import Session
    from grader.quiz.store import Store


class Face(Protocol):
    """What shows a session and reads answers: the plain mode or the full one."""

    def show(self, session: Session) -> None:
        """Show where the session stands."""

    def tell(self, lines: Iterable[str]) -> None:
        """Show some lines beside it."""

    def ask(self, session: Session) -> str:
        """Return what the learner says to it, or raise EOFError."""


def played(session: Session, store: Store, face: Face) -> Session:
    """Play a session to its end, or to where the learner leaves; every answer is saved by then."""
    try:
        while session.stage is not Stage.OVER:
            face.show(session)
            session = _next(session, face.ask(session).strip(), store, face)
    except (EOFError, KeyboardInterrupt):
        pass
    return session


def _next(session: Session, said: str, store: Store, face: Face) -> Session:
    """Return the session after what the learner said."""
    if said == "?" or said.startswith("!"):
        return _commanded(session, said, store, face)
    match session.stage:
        case Stage.QUESTION:
            return answer(session, said, now())
        case Stage.CONFIDENCE if said in ("", "1", "2", "3", "4"):
            return sure(session, int(said or 0))
        case Stage.POINTS if (found := claimed(said, _found(session))) is not None:
            return confirm(session, found)
        case Stage.RATING if said in ("", "1", "2", "3", "4"):
            return _rated(session, int(said or session.proposed), store, face)
    face.tell(["that is none of the answers here; !help lists what can be typed"])
    return session


def _found(session: Session) -> tuple[bool, ...]:
    return session.verdict.found if session.verdict else ()


def _rated(session: Session, rating: int, store: Store, face: Face) -> Session:

    return _saved(rate(session, rating, store.stamp(now())), store, face)


def _saved(step: tuple[Session, Sequence[Line]], store: Store, face: Face) -> Session:
    """Save lines, and only then say so."""
    session, lines = step
    store.add(lines)
    if session.after is not None:
        face.tell(aftermath(session.after, session.day))
    return session


def _commanded(session: Session, said: str, store: Store, face: Face) -> Session:

    name, _, rest = said.partition(" ")
    match name:
        case "?" if session.stage is Stage.QUESTION and session.hints < len(session.card.hints):
            return hint(session)
        case "?":
            face.tell(["there is no other hint"])
            return session
        case "!suspend" | "!bury" | "!flag" | "!unflag":
            return _saved(change(session, name[1:], store.stamp(now()), rest.strip()), store, face)
        case "!undo":
            return _undone(session, store, face)
        case "!quit":
            raise EOFError
    face.tell([HELP])
    return session


def _undone(session: Session, store: Store, face: Face) -> Session:
    """Take back the last line of this session, or else of one before it."""
    before, lines = undo(session, store.stamp(now()))
    if lines:
        store.add(lines)
        face.tell(["taken back: answer it again"])
        return before
    line = take_back(store)
    card = next((card for card in session.rules.cards if line is not None and card.id == line.card), None)
    if card is None:
        face.tell(["there is nothing to take back" if line is None else "taken back; that card is in no deck any more"])
        return session
    face.tell(["taken back: answer it again"])
    return ask_first(session, card, store.memory(card.id), now())
