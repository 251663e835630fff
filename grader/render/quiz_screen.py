"""One screen of a session in the full mode, as rich draws it. The words are those of the plain mode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from grader.quiz.schedule import AGAIN, EASY, GOOD, HARD
from grader.quiz.session import Stage
from grader.render.quiz_words import (
    CONFIDENCE,
    RATED,
    how,
    prompt,
    question,
    ratings,
    remarks,
    reveal,
    state,
    verdict_word,
)
from grader.render.safe import visible

if TYPE_CHECKING:
    from grader.quiz.session import Session

_OTHERS = "u undo · s suspend · b bury · q quit"
_COLOURS = {AGAIN: "red", HARD: "yellow", GOOD: "green", EASY: "cyan"}


def screen(session: Session, told: Sequence[str]) -> RenderableType:
    """Return the whole screen: what came of the last input, the card, and what can be done now."""
    parts: list[RenderableType] = [Text(visible(line), style="dim") for line in told]
    parts.append(_card(session))
    parts.extend(Text(line, style="yellow") for line in remarks(session))
    if session.stage in (Stage.POINTS, Stage.RATING):
        parts.extend(_verdict(session))
    parts.append(_footer(session))
    return Group(*parts)


def _card(session: Session) -> RenderableType:
    body = Text("\n".join(question(session)))
    return Panel(
        body,
        title=Text(state(session), style="bold"),
        title_align="left",
        box=box.ROUNDED,
        padding=(1, 2),
    )


def _verdict(session: Session) -> Iterator[RenderableType]:
    verdict = session.verdict
    if verdict is None:
        return
    colour = "green" if verdict.right else "yellow" if verdict.share else "red"
    yield Text(verdict_word(verdict), style=f"bold {colour}")
    yield Padding(Text("\n".join(reveal(session))), (0, 0, 0, 2))


def _footer(session: Session) -> RenderableType:
    match session.stage:
        case Stage.RATING:
            keys = [
                Text(f" {words} ", style=f"reverse {_COLOURS[key]}") for key, words in enumerate(ratings(session), 1)
            ]
            return Group(Text(" ").join(keys), Text(f"Enter {RATED[session.proposed]} · {_OTHERS}", style="dim"))
        case Stage.CONFIDENCE:
            keys = [Text(f" {key} {word} ", style="reverse") for key, word in CONFIDENCE.items()]
            return Group(Text("How sure are you?"), Text(" ").join(keys), Text(f"Enter skips · {_OTHERS}", style="dim"))
        case Stage.QUESTION:
            return Text(f"{how(session)} · ? hint · !help", style="dim")
    return Text(prompt(session), style="dim")
