"""One screen of a session in the full mode, as rich draws it. The words are those of the plain mode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from grader.quiz.cards import Bug
from grader.quiz.schedule import AGAIN, EASY, GOOD, HARD
from grader.quiz.session import Stage
from grader.render.quiz_words import (
    CONFIDENCE,
    RATED,
    choices,
    how,
    prompt,
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
    return Panel(
        Group(*_question(session)),
        title=Text(state(session), style="bold"),
        title_align="left",
        box=box.ROUNDED,
        padding=(1, 2),
    )


def _question(session: Session) -> Iterator[RenderableType]:
    asked, card = session.asked, session.card
    yield Text(visible(asked.text).rstrip())
    if isinstance(card, Bug):
        from rich.syntax import Syntax  # noqa: PLC0415  pygments, for the cards that show code

        code = visible("\n".join(asked.code))
        yield Padding(
            Syntax(code, card.lang, line_numbers=True, theme="ansi_dark", background_color="default"), (1, 0, 0, 0)
        )
    options = "\n".join(choices(session))
    if options:
        yield Padding(Text(options), (1, 0, 0, 0))


def _verdict(session: Session) -> Iterator[RenderableType]:
    verdict = session.verdict
    if verdict is None:
        return
    colour = "green" if verdict.right else "yellow" if verdict.share else "red"
    if session.answer.strip():
        yield Text(f"you: {visible(session.answer)}", style="dim")
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
