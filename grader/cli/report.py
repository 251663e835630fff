"""`grader report`: the class as a page, and pages to hand back."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.main import PASSED, emit


@click.command(name="report")
@click.argument("results", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", help="What the class is called; the folder's name when not said.")
@click.option("--student", "said", metavar="NAME", help="One student's page and letter instead, by name, id or email.")
@click.option("--per-student", type=click.Path(path_type=Path), metavar="DIR", help="A page and a letter for everyone.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where --student's files go; DIR when not said.")
def command(results: Path, title: str | None, said: str | None, per_student: Path | None, output: Path | None) -> int:
    """Make report.html in DIR again, where grader batch left its results: one page that needs no network.

    A student's page and letter (HTML and Markdown) hold that student's results and nobody else's.

    \b
    Examples:
      grader report results --title "Deep learning, autumn"
      grader report results --student "Ana Costa"
      grader report results --per-student handback
    """
    from grader.batch.grades import Grades
    from grader.cli.class_report import write_report
    from grader.cli.clock import now
    from grader.cli.handback import hand_back
    from grader.cli.results_folder import GRADEBOOK
    from grader.course.find import course_root
    from grader.course.load import load_course

    if said is not None and per_student is not None:
        raise click.UsageError("--student names one student and --per-student means all: name one of the two.")
    if output is not None and said is None:
        raise click.UsageError("--output belongs to --student.")
    with Grades(results / GRADEBOOK) as grades:
        if said is None and per_student is None:
            course = load_course(course_root())
            emit(str(write_report(results, grades, course, now(), title)))
        else:
            for path in hand_back(grades, per_student or output or results, said):
                emit(str(path))
    return PASSED
