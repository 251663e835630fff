"""One student's page, ready to hand back: no script, no network, and no word about anybody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from grader.render.html import environment, result_css, template_text
from grader.render.marks import Marks, Points, number
from grader.render.own_problems import own_problems
from grader.render.report.answer import Answer
from grader.render.report.page import policy
from grader.render.report.terms import versions_text
from grader.submission import Problem


def student_html(marks: Marks, points: Points, answers: Sequence[Answer], problems: Iterable[Problem]) -> str:
    """Return the page.

    Args:
        marks: The student's.
        points: What each exercise is worth.
        answers: The student's.
        problems: What could not be graded, of anybody; only this student's is told.
    """
    style = result_css() + template_text("report.css")
    return (
        environment()
        .get_template("student.html")
        .render(
            policy=policy(style),
            style=Markup(style),  # noqa: S704  ours
            name=marks.student.name,
            versions={one.exercise: versions_text(one.trace) for one in answers if one.trace},
            total=number(marks.total),
            most=number(marks.max_total(points)),
            answers=answers,
            missing=[name for name in points if name not in {one.exercise for one in answers}],
            problems=list(own_problems(marks.student, problems)),
        )
    )
