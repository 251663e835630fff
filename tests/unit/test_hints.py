"""Every function has three hints, each says more than the one before, and none of them is the answer."""

from __future__ import annotations

import ast
import io
import re
import shutil
import tokenize
from pathlib import Path

import pytest
from helpers import ROOT, rubric_of

from grader.course.find import course_root
from grader.course.hints import LEVELS, load_hints
from grader.course.load import load_course, signatures
from grader.course.model import Course, Exercise
from grader.errors import CourseError
from grader.proof.consistency import Problem, consistency_problems

COURSE = load_course(course_root())
EXERCISES = sorted(path.stem for path in (ROOT / "solutions").glob("*.py"))

# The course's own hints


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_function_of_every_solution_has_three_distinct_hints(exercise):
    hints = load_hints(COURSE, exercise)

    assert list(hints) == list(signatures(COURSE, exercise))
    assert {len(set(texts)) for texts in hints.values()} == {len(LEVELS)}


def code_lines(source: str) -> list[str]:
    """The code of a solution line by line, without comments, docstrings and blanks."""
    quoted = [
        range(node.body[0].lineno, node.body[0].end_lineno + 1)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node) is not None
    ]
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return [
        without_blanks(line)
        for number, line in enumerate(lines, 1)
        if len(line.strip()) > 12 and not any(number in rows for rows in quoted)
    ]


def without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_code_lines_are_code_and_nothing_else():
    source = '"""A lesson that is long."""\n\ndef double(x):\n    """Return twice x."""\n    # twice is enough\n'
    source += "    doubled = 2 * x  # the idea\n    return doubled\n"

    assert code_lines(source) == ["defdouble(x):", "doubled=2*x", "returndoubled"]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_hint_contains_a_line_of_the_solution(exercise):
    code = code_lines(COURSE.solution(exercise).read_text("utf-8"))

    given = [
        (function, level, line)
        for function, texts in load_hints(COURSE, exercise).items()
        for level, text in enumerate(texts, 1)
        for line in code
        if line in without_blanks(text)
    ]

    assert code
    assert given == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_first_hint_is_a_line_the_second_an_equation_and_the_third_leaves_a_gap(exercise):
    for question, equation, code in load_hints(COURSE, exercise).values():
        assert "\n" not in question
        assert re.search("[=≤<]", equation)
        assert len(code.splitlines()) > 1
        assert "…" in code


@pytest.mark.parametrize("exercise", EXERCISES)
def test_hints_are_plain_text_in_the_voice_of_the_course_and_are_laid_out_for_the_terminal(exercise):
    text = "\n".join(one for texts in load_hints(COURSE, exercise).values() for one in texts[1:])

    assert re.findall(r"[!\\$\t]", text) == []
    assert [line for line in text.splitlines() if len(line) > 86] == []


def test_no_two_exercises_have_a_function_of_the_same_name():
    functions = [name for exercise in EXERCISES for name in signatures(COURSE, exercise)]

    assert sorted(set(functions)) == sorted(functions)


# Files that say too little, or too much

GOOD = "area: [where is the middle?, A = π r², 'the square of …']\n"


def course_with(hints: str | bytes | None, folder: Path) -> Course:
    """A course of one exercise of two functions, with this hint file."""
    for below in ("exercises/hints", "solutions"):
        (folder / below).mkdir(parents=True)
    (folder / "solutions" / "circles.py").write_text(
        '"""Round."""\n\n\ndef area(r):\n    """Return it."""\n    return 3 * r * r\n\n\n'
        'def length(r):\n    """Return it."""\n    return 6 * r\n\n\ndef _private(r):\n    return r\n'
    )
    if hints is not None:
        raw = hints.encode() if isinstance(hints, str) else hints
        (folder / "exercises" / "hints" / "circles.yaml").write_bytes(raw)
    return Course(folder, (Exercise("circles", "round things", 10.0, 10, 1, ()),))


def test_hints_come_in_the_order_of_the_solution_and_as_they_were_written(tmp_path):
    hints = load_hints(course_with("length: [how far round?, L = 2 π r, 'r, …']\n" + GOOD, tmp_path), "circles")

    assert list(hints.items()) == [
        ("area", ("where is the middle?", "A = π r²", "the square of …")),
        ("length", ("how far round?", "L = 2 π r", "r, …")),
    ]


WRITE_THREE = "write three: a question, the equation to look at, almost the code"


@pytest.mark.parametrize(
    ("hints", "what", "todo"),
    [
        (None, "there are no hints", "write three for every function"),
        ("a: [", "the hints cannot be read: while parsing", "mend the file"),
        (b"\xff\xfe\xff", "the hints cannot be read: ", "mend the file"),
        ("- area", "the file is no mapping", "write `function:` and three texts below it"),
        ("", "the file is no mapping", "write `function:` and three texts below it"),
        (GOOD, "`length` has no hints", "write three for every function"),
        (GOOD + "length: [one?, two]", "`length` has not three texts", WRITE_THREE),
        (GOOD + "length: [one?, two, three, four]", "`length` has not three texts", WRITE_THREE),
        (GOOD + "length: [one?, two, 3]", "`length` has not three texts", WRITE_THREE),
        (GOOD + "length: [one?, two, '']", "`length` has not three texts", WRITE_THREE),
        (GOOD + "length: how?", "`length` has not three texts", WRITE_THREE),
        (
            GOOD + "length: [one?, two, two]",
            "two hints of `length` are the same",
            "let each level say more than the one before",
        ),
        (
            GOOD + "length: [one, two, three]",
            "the first hint of `length` is not one question",
            "ask one thing, and end with the question mark",
        ),
        (
            GOOD + "length: [one? two?, three, four]",
            "the first hint of `length` is not one question",
            "ask one thing, and end with the question mark",
        ),
        (
            GOOD + "length: [one?, two, three]\nvolume: [one?, two, three]",
            "`volume` is no function of solutions/circles.py",
            "rename or remove what belongs to no function",
        ),
        (
            GOOD + "length: [one?, two, three]\n_private: [one?, two, three]",
            "`_private` is no function of solutions/circles.py",
            "rename or remove what belongs to no function",
        ),
    ],
)
def test_a_defect_is_told_with_the_file_and_what_to_do(tmp_path, hints, what, todo):
    course = course_with(hints, tmp_path)

    with pytest.raises(CourseError) as caught:
        load_hints(course, "circles")

    assert caught.value.what.startswith(what)
    assert caught.value.where == str(tmp_path / "exercises" / "hints" / "circles.yaml")
    assert caught.value.todo == todo


def test_all_defects_of_a_file_are_told_at_once(tmp_path):
    course = course_with("area: [one, two, three]\nvolume: []", tmp_path)

    with pytest.raises(CourseError) as caught:
        load_hints(course, "circles")

    assert caught.value.what == (
        "`volume` is no function of solutions/circles.py; the first hint of `area` is not one question; "
        "`length` has no hints"
    )
    assert caught.value.todo == (
        "rename or remove what belongs to no function; ask one thing, and end with the question mark; "
        "write three for every function"
    )


# The course's own proof


def test_the_course_check_finds_hints_that_are_wrong_missing_or_nobodys(tmp_path):
    for below in ("exercises", "solutions"):
        shutil.copytree(ROOT / below, tmp_path / below, ignore=shutil.ignore_patterns("__pycache__"))
    course = load_course(tmp_path)
    hints = tmp_path / "exercises" / "hints"
    (hints / "rnn.yaml").write_text("rnn_step: [how?, h = tanh(a), 'one line: …']\n")
    (hints / "gru.yaml").unlink()
    (hints / "nobody.yaml").write_text("")

    found = consistency_problems(course, [rubric_of(name) for name in ("rnn", "gru", "lstm")])

    where = [f"exercises/hints/{name}.yaml" for name in ("nobody", "rnn", "gru", "lstm")]
    assert [problem for problem in found if problem.where in where] == [
        Problem("belongs to no exercise of course.yaml", where[0]),
        Problem("`rnn_forward` has no hints: write three for every function", where[1]),
        Problem("there are no hints: write three for every function", where[2]),
    ]
