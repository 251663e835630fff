"""What a class's page says, gathered student by student; every text is kept once."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.record import picture_of
from grader.render.report.answer import Answer
from grader.render.report.bundle import Bundles
from grader.render.report.terms import terms_text
from grader.render.safe import one_line, visible
from grader.render.svg import picture_svg
from grader.submission import Student

_PRINTED_CHARS = 2000  # of one answer
_ALL_PRINTED_CHARS = 4_000_000  # of all of them; results.jsonl has the rest
_NAME_CHARS = 120
_STATES = ("none", "passed", "short", "ungraded")
_LETTERS = {
    "passed": "p", "failed": "f", "error": "e", "timeout": "t", "crashed": "c", "skipped": "s", "broken": "b",
}  # fmt: skip


@dataclass
class Kept:
    """Values, each once, and the number of each."""

    values: list[Any] = field(default_factory=list)
    _numbers: dict[bytes, int] = field(default_factory=dict)

    def number(self, value: Any) -> int:
        """Return a value's number."""
        key = _key(value)
        if key not in self._numbers:
            self._numbers[key] = len(self.values)
            self.values.append(value)
        return self._numbers[key]

    def has(self, value: Any) -> bool:
        """Say whether a value is there."""
        return _key(value) in self._numbers


def _key(value: Any) -> bytes:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).digest()


@dataclass
class Column:
    """One exercise, counted. `grades` are those somebody may be graded by."""

    answers: int = 0
    grades: int = 0
    passed: int = 0
    short: int = 0
    ungraded: int = 0
    points: float = 0.0

    def count(self, answer: Answer) -> None:
        """Add an answer."""
        self.answers += 1
        self.passed += answer.state == "passed"
        self.short += answer.state == "short"
        self.ungraded += answer.state in ("ungraded", "none")
        if answer.record is not None and answer.state != "ungraded":
            self.grades += 1
            self.points += float(answer.record["score"])

    @property
    def mean(self) -> float | None:
        """Mean points of the grades; None when there is none."""
        return self.points / self.grades if self.grades else None


@dataclass
class Idea:
    """A wrong idea, in which exercises, and who holds it: numbers of rows."""

    id: str
    says: str
    hint: str
    exercises: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    def hold(self, row: int, exercise: str) -> None:
        """Note a student, once for however many checks."""
        if row not in self.rows[-1:]:
            self.rows.append(row)
        if exercise not in self.exercises:
            self.exercises.append(exercise)


class Facts:
    """A class. Students are added in the order of their rows.

    Args:
        points: What each exercise is worth, in the course's order.
    """

    def __init__(self, points: Mapping[str, float]) -> None:
        self.points = dict(points)
        self.columns = {name: Column() for name in points}
        self.ideas: dict[str, Idea] = {}
        self.rows: list[list[Any]] = []
        self.attempts: list[tuple[str, bool]] = []
        self.totals: list[float] = []
        self.bundles = Bundles()
        self.unstable: list[tuple[int, str]] = []
        self.keys: dict[str, int] = {}
        self.terms: Counter[str] = Counter()
        self._exercises = {name: number for number, name in enumerate(points)}
        self._checks, self._findings, self._pictures, self._outcomes = Kept(), Kept(), Kept(), Kept()
        self._printed, self._terms = Kept(), Kept()
        self._answers: list[list[Any]] = []
        self._printed_room = _ALL_PRINTED_CHARS

    def add(self, student: Student, answers: Sequence[Answer]) -> None:
        """Take in a student."""
        row = len(self.rows)
        self.keys[student.id] = row
        cells: list[Any] = [0] * len(self.points)
        total = 0.0
        for answer in answers:
            self.columns[answer.exercise].count(answer)
            self.attempts.append((answer.attempted, answer.late))
            cells[self._exercises[answer.exercise]] = _cell(answer)
            total += float(answer.record["score"]) if answer.record and answer.state != "ungraded" else 0.0
            self._take_ideas(row, answer)
            if answer.unstable:
                self.unstable.append((row, answer.exercise))
        self.totals.append(total)
        self.rows.append([row_key(student), one_line(student.name, _NAME_CHARS), one_line(student.id, 60), *cells])
        self._answers.append([self._told(one, one.record) for one in answers if one.record is not None])

    def table(self) -> dict[str, Any]:
        """Return what the page's table is made of."""
        return {"exercises": [[name, worth] for name, worth in self.points.items()], "rows": self.rows}

    def details(self) -> dict[str, Any]:
        """Return what a student's part of the page is made of."""
        return {
            "checks": self._checks.values,
            "findings": self._findings.values,
            "pictures": [picture_svg(picture_of(one)) for one in self._pictures.values],
            "outcomes": self._outcomes.values,
            "printed": self._printed.values,
            "terms": self._terms.values,
            "answers": self._answers,
        }

    def ranked(self) -> list[Idea]:
        """The ideas, from the most to the least frequent."""
        return sorted(self.ideas.values(), key=lambda idea: (-len(idea.rows), idea.id))

    def _take_ideas(self, row: int, answer: Answer) -> None:
        """The most likely idea behind each check that fell short, each once for a student."""
        if answer.record is None or answer.state != "short":
            return
        for check in answer.record["checks"]:
            first = check["misconceptions"][:1]
            for one in first:
                told = Idea(one["id"], one["says"], one["hint"])
                self.ideas.setdefault(one["id"], told).hold(row, answer.exercise)
            if check.get("picture"):
                self.bundles.add(answer.exercise, check, first[0]["says"] if first else "")

    def _told(self, answer: Answer, record: Mapping[str, Any]) -> list[Any]:
        terms = terms_text(answer.trace)
        self.terms[terms] += 1
        return [
            self._exercises[answer.exercise],
            self._outcomes.number(self._outcome(record)),
            answer.sha256,
            answer.attempted,
            one_line(answer.origin),
            self._terms.number(terms),
        ]

    def _outcome(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """c: the checks, s: a letter for each, f: what was found, e: what is wrong with the file, o: the output."""
        checks, error = record["checks"], record["error"]
        told: dict[str, Any] = {
            "c": self._checks.number([[one["function"], one["title"], one["points"]] for one in checks]),
            "s": "".join(_LETTERS[check["status"]] for check in checks),
            "f": {
                number: [self._finding(check), check.get("line")]
                for number, check in enumerate(checks)
                if check["status"] not in ("passed", "skipped")
            },
        }
        if error:
            told["e"] = [visible(error["message"], 1000), error["line"]]
        if record["stdout"]:
            told["o"] = self._output(visible(record["stdout"], _PRINTED_CHARS))
        return told

    def _output(self, printed: str) -> int:
        """The number of a printed text; that of "" for a new one when there is no more room."""
        if not self._printed.has(printed):
            printed = printed if self._printed_room > 0 else ""
            self._printed_room -= len(printed)
        return self._printed.number(printed)

    def _finding(self, check: Mapping[str, Any]) -> int:
        texts = [visible(check.get(name, "") or "", 1500) for name in _TEXTS]
        ideas = [[visible(idea["says"]), visible(idea["hint"])] for idea in check["misconceptions"][:2]]
        picture = check.get("picture")
        return self._findings.number([*texts, ideas, self._pictures.number(picture) if picture else None])


_TEXTS = ("call", "case", "message", "where", "others", "note")


def row_key(student: Student) -> str:
    """Return what a student's place in the page is linked by: the same for every report, and no name."""
    return hashlib.sha256(student.id.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _cell(answer: Answer) -> list[Any]:
    """Score, what could be had, state, late."""
    record = answer.record or {"score": 0, "max_score": 0}
    return [record["score"], record["max_score"], _STATES.index(answer.state), int(answer.late)]


def gathered(points: Mapping[str, float], everybody: Iterable[tuple[Student, Sequence[Answer]]]) -> Facts:
    """Return a class's facts; students are taken one by one."""
    facts = Facts(points)
    for student, answers in everybody:
        facts.add(student, answers)
    return facts
