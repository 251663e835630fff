"""Pieces of pages from templates beside this file. Everything is escaped unless it was made here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader.portrait.curves import counted
from grader.record import Record, picture_of
from grader.render.safe import visible
from grader.render.svg import picture_svg

_TEMPLATES = Path(__file__).with_name("templates")
_MARKS = {
    "passed": "✓", "failed": "✗", "error": "✗", "timeout": "✗", "crashed": "✗", "skipped": "·", "broken": "!",
}  # fmt: skip


@cache
def environment() -> Environment:
    """Return the environment of all templates.

    Filters: `shown` writes out what a browser would obey (control and right-to-left characters) and cuts; `svg` draws
    the picture of a record. `counted` says "1 answer", "2 answers".
    """
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["shown"] = visible
    made.filters["svg"] = _svg
    made.globals["marks"] = _MARKS
    made.globals["counted"] = counted
    return made


def _svg(picture: dict[str, Any]) -> Markup:
    return Markup(picture_svg(picture_of(picture)))  # noqa: S704  escaped where it is drawn


def result_css() -> str:
    """Return the style of `result.html` and of pictures: once per page."""
    return "".join(template_text(name) for name in ("theme.css", "picture.css", "result.css"))


def template_text(name: str) -> str:
    """Return a file of ours that goes into pages as it is: style, script."""
    return (_TEMPLATES / name).read_text("utf-8")


def result_html(record: Record) -> str:
    """Return one graded file as a piece of a page, style included: what a notebook shows."""
    module = environment().get_template("result.html").make_module()
    macro: Callable[[Record], Markup] = vars(module)["result"]
    return f"<style>{result_css()}</style>{macro(record)}"
