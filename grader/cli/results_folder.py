"""What `grader batch` leaves in its folder, made from the gradebook: lines, tables, letters, likeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.batch.entry import Entry, Result
from grader.batch.grades import Grades
from grader.batch.likeness import likenesses
from grader.cli.class_marks import marks_of
from grader.cli.whole_file import made_folder, whole_file, write_whole
from grader.course.model import Course
from grader.render.feedback import feedback, feedback_name
from grader.render.jsonl import problem_line, result_line
from grader.render.likeness import Alike, likeness_csv, likeness_json
from grader.render.marks import Marks
from grader.render.table import grades_csv
from grader.submission import Problem, Student

GRADEBOOK = "gradebook.sqlite"


@dataclass
class Tally:
    """The class in numbers; answers are counted once for each student who is credited."""

    students: int = 0
    answers: int = 0
    passed: int = 0
    short: int = 0
    ungraded: int = 0
    timed: int = 0  # answers of which it is known when they were handed in
    answered: set[str] = field(default_factory=set)  # exercises
    unanswered: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, entries: Iterable[Entry]) -> None:
        """Add a student."""
        self.students += 1
        for one in entries:
            self.answers += 1
            self.timed += bool(one.attempted)
            self.answered.add(one.exercise)
            graded = one.result is not None and one.result.is_grade
            passed = graded and one.result is not None and one.result.passed
            self.passed += passed
            self.short += graded and not passed
            self.ungraded += not graded


def write_results(folder: Path, grades: Grades, course: Course) -> Tally:
    """Write everything but the gradebook; return what there is to say about it.

    Raises:
        WorkspaceError: Something cannot be written.
        GradebookError: The gradebook cannot be read.
    """
    tally = Tally()
    ungraded: dict[tuple[str, str], Problem] = {}
    found = list(grades.problems())
    points = grades.points()
    marks: list[Marks] = []
    letters = made_folder(folder / "feedback")
    with whole_file(folder / "results.jsonl") as lines:
        for student in grades.students():
            entries = grades.entries(student.id)
            tally.count(entries)
            lines.writelines(result_lines(student, entries))
            _gather_ungraded(ungraded, student, entries)
            marks.append(marks_of(student, entries, scores_only=True))
            whole = marks_of(student, entries)
            write_whole(letters / feedback_name(whole), feedback(whole, points, found))
    tally.unanswered = [name for name in points if name not in tally.answered]
    tally.problems = [*found, *ungraded.values()]
    write_whole(folder / "grades.csv", grades_csv(marks, points))
    write_whole(folder / "problems.jsonl", "".join(map(problem_line, tally.problems)))
    alike = list(_alike(grades, course))
    write_whole(folder / "likeness.csv", likeness_csv(alike))
    write_whole(folder / "likeness.json", likeness_json(alike))
    return tally


def result_lines(student: Student, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a line per result: the record, whose it is, and what it can be traced to."""
    for one in entries:
        if one.result is not None:
            more = {"unstable": one.result.unstable, "late": one.late, "trace": trace_of(one.result)}
            yield result_line(one.result.record | more, student.id, one.sha256)


def trace_of(result: Result) -> dict[str, object]:
    """Return what makes the same result again."""
    return {
        "grader_version": result.grader_version,
        "course_version": result.course_version,
        "seed": result.seed,
        "confirm_seed": result.confirm_seed,
        "tier": result.tier,
        "limits": result.limits,
        "attempts": result.attempts,
        "run": result.run,
    }


def _gather_ungraded(known: dict[tuple[str, str], Problem], student: Student, entries: Sequence[Entry]) -> None:
    """Note results that are no grade, a group's once with all of its members."""
    for one in entries:
        if one.result is None or one.result.is_grade:
            continue
        before = known.get((one.exercise, one.origin))
        students = (*(before.students if before else ()), student.id)
        known[one.exercise, one.origin] = _no_grade(one, one.result, students)


def _no_grade(entry: Entry, result: Result, students: tuple[str, ...]) -> Problem:
    if result.broken:
        checks = [check for check in result.record["checks"] if check["status"] == "broken"]
        reason = checks[0]["message"] if checks else f"a check broke with the second seed, {result.confirm_seed}"
        todo = "give the same command again, which tries once more; if it stays, please report it"
        return Problem("broken", entry.origin, reason, todo, students, entry.exercise)
    reason = f"other checks pass with seed {result.confirm_seed} than with seed {result.seed}"
    todo = "look at the answer with grader batch replay, and decide"
    return Problem("unstable", entry.origin, reason, todo, students, entry.exercise)


def _alike(grades: Grades, course: Course) -> Iterator[Alike]:
    for name in grades.points():
        if course.exercise(name) is not None:
            given = (course.stub(name).read_bytes(), course.solution(name).read_bytes())
            for one in likenesses(grades.answers(name), given):
                yield Alike(name, one.students, one.share, one.bits, one.same)
