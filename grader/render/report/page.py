"""The class's page: one file, no network, everything of a learner's as text."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from grader.render.html import environment, result_css, template_text
from grader.render.likeness import Alike
from grader.render.report.bars import attempt_bars, bars_svg, score_bars
from grader.render.report.bundle import FAMILIES, bundle_svg
from grader.render.report.facts import Facts
from grader.submission import Problem

_FIRST_IDEAS = 25  # the others are a click away
_LISTED = 200  # rows of problems, answers alike, verdicts; the files beside the page have all of them


@dataclass(frozen=True)
class Beside:
    """What a report tells that is not a student's.

    Attributes:
        title: What the class is called.
        made: When the page is made.
        titles: What each exercise is about; "" when the course no longer has it.
        cards: The question of the card that cures an idea, by the idea's id.
        alike: Answers that share an unlikely amount of code.
        problems: What could not be graded.
    """

    title: str
    made: datetime
    titles: Mapping[str, str]
    cards: Mapping[str, str]
    alike: Sequence[Alike]
    problems: Sequence[Problem]


def report_html(facts: Facts, beside: Beside) -> str:
    """Return the whole page."""
    style = result_css() + template_text("report.css")
    script = template_text("report.js")
    most = sum(facts.points.values())
    template = environment().get_template("report.html")
    return template.render(
        beside=beside,
        facts=facts,
        policy=policy(style, script),
        style=Markup(style),  # noqa: S704  ours
        script=Markup(script),  # noqa: S704  ours
        table=_data(facts.table()),
        details=_compressed(facts.details()),
        scores=_drawn("how many students have how many of the points", score_bars(facts.totals, most)),
        times=_drawn("when answers were handed in", attempt_bars(facts.attempts)),
        bundles=[(one, Markup(bundle_svg(one))) for one in facts.bundles.largest(list(facts.points))],  # noqa: S704
        families=FAMILIES,
        ideas=facts.ranked(),
        alike=[_alike(facts, one) for one in beside.alike[:_LISTED]],
        problems=beside.problems[:_LISTED],
        answers=len(facts.attempts),
        late=any(late for _, late in facts.attempts),
        unstable=facts.unstable[:_LISTED],
        listed=_LISTED,
        first=_FIRST_IDEAS,
    )


def _drawn(described: str, bars: Any) -> Markup:
    return Markup(bars_svg(described, bars))  # noqa: S704  escaped where it is drawn


def _alike(facts: Facts, one: Alike) -> dict[str, Any]:
    rows = [facts.keys.get(student) for student in one.students]
    return {"exercise": one.exercise, "rows": rows, "share": one.share, "bits": one.bits, "same": one.same}


def _data(value: Any) -> Markup:
    """JSON that no parser of pages takes for the end of a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(safe)  # noqa: S704  in a block of data, where only `<` is markup


def _compressed(value: Any) -> Markup:
    text = json.dumps(value, separators=(",", ":")).encode()
    packed = base64.b64encode(gzip.compress(text, 6, mtime=0)).decode()
    return Markup(packed)  # noqa: S704  letters, digits, + / =


def policy(style: str, script: str = "") -> str:
    """Return a page's Content-Security-Policy: nothing from anywhere, and only this style and this script."""
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_digest(style)}'; {scripts}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
