"""What a page is made of: every text once, every idea once for a student, nothing of nobody's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from gradebooks import record_of
from pages import TERMS, answer_of, class_facts, facts_of, points, records

from grader.render.report.facts import Kept, row_key
from grader.submission import Student

ANN, BO, CY = (Student(name, name.title()) for name in ("ann", "bo", "cy"))


def wrong(exercise: str = "rnn", number: int = 0) -> dict[str, Any]:
    return [one for one in records()[exercise] if not one["passed"]][number]


def with_ideas(*ideas: tuple[str, ...]) -> dict[str, Any]:
    """A record of a failed check for each of these; likely ideas first."""
    record = record_of("rnn", *["failed"] * len(ideas))
    for check, own in zip(record["checks"], ideas, strict=True):
        check["misconceptions"] = [{"id": id, "says": f"says {id}", "hint": f"ask {id}"} for id in own]
    return record


def test_a_value_is_kept_once_and_keeps_its_number():
    kept = Kept()

    assert [kept.number(value) for value in ("a", ["b", 1], "a", ["b", 1], ["b", 2])] == [0, 1, 0, 1, 2]
    assert kept.values == ["a", ["b", 1], ["b", 2]]
    assert kept.has("a")
    assert not kept.has("c")


def test_the_same_mistakes_of_a_class_are_kept_once():
    alone = facts_of((ANN, [answer_of(wrong()), answer_of(wrong("bptt"))]))
    three = facts_of(*((one, [answer_of(wrong()), answer_of(wrong("bptt"))]) for one in (ANN, BO, CY)))

    assert len(three.details()["answers"]) == 3
    for name in ("checks", "findings", "pictures", "outcomes", "printed", "terms"):
        assert three.details()[name] == alone.details()[name], name


@pytest.mark.slow
def test_a_class_of_5000_has_as_many_texts_as_one_of_300():
    small, large = class_facts(300).details(), class_facts(5000).details()

    assert len(large["findings"]) <= 1.5 * len(small["findings"])
    assert len(large["answers"]) == 5000


def test_details_and_table_are_json_whatever_is_in_them():
    facts = class_facts(300)

    assert json.loads(json.dumps(facts.details()))["answers"][7] == facts.details()["answers"][7]
    assert len(json.loads(json.dumps(facts.table()))["rows"]) == 300


def test_ideas_are_ranked_by_students_and_an_idea_in_two_checks_or_exercises_counts_once():
    bptt = with_ideas(("general.x",)) | {"exercise": "bptt"}
    facts = facts_of(
        (ANN, [answer_of(with_ideas(("rnn.a",), ("rnn.a",), ("general.x",))), answer_of(bptt)]),
        (BO, [answer_of(with_ideas(("rnn.b", "rnn.a")))]),
        (CY, [answer_of(with_ideas(("rnn.b",), ("rnn.c",)))]),
    )

    assert [(idea.id, idea.rows) for idea in facts.ranked()] == [
        ("rnn.b", [1, 2]),
        ("general.x", [0]),
        ("rnn.a", [0]),
        ("rnn.c", [2]),
    ]
    assert facts.ranked()[1].exercises == ["rnn", "bptt"]
    assert (facts.ranked()[0].says, facts.ranked()[0].hint) == ("says rnn.b", "ask rnn.b")


def test_an_answer_without_a_grade_holds_no_idea_and_counts_on_neither_side():
    unstable = answer_of(with_ideas(("rnn.a",)), unstable=True)
    broken = answer_of(record_of("rnn", "broken", "passed"), broken=True)
    facts = facts_of((ANN, [unstable]), (BO, [broken]), (CY, [answer_of(record_of("rnn", "passed"))]))

    column = facts.columns["rnn"]
    assert facts.ranked() == []
    assert (column.answers, column.grades, column.passed, column.short, column.ungraded) == (3, 1, 1, 0, 2)
    assert column.mean == 2.0
    assert facts.totals == [0.0, 0.0, 2.0]
    assert facts.unstable == [(0, "rnn")]


def test_checks_of_two_versions_of_a_course_are_not_mixed_up():
    old, new = record_of("rnn", "passed"), record_of("rnn", "failed", "passed")
    details = facts_of((ANN, [answer_of(old)]), (BO, [answer_of(new)])).details()

    counts = [len(details["checks"][details["outcomes"][own[0][1]]["c"]]) for own in details["answers"]]
    assert counts == [1, 2]
    assert [details["outcomes"][own[0][1]]["s"] for own in details["answers"]] == ["p", "fp"]


@pytest.mark.slow
def test_output_beyond_the_room_for_it_is_left_out_and_known_output_stays():
    texts = [f"{number:08d}" * 300 for number in range(3000)]
    students = [(Student(str(at), "x"), [answer_of(wrong() | {"stdout": text})]) for at, text in enumerate(texts)]
    again = (Student("z", "z"), [answer_of(wrong() | {"stdout": texts[0]})])
    details = facts_of(*students, again).details()

    printed = [details["printed"][details["outcomes"][own[0][1]]["o"]] for own in details["answers"]]
    assert printed[0].startswith("0000000000") and printed[0].endswith("… (400 more characters)")
    assert printed[-2] == ""
    assert printed[-1] == printed[0]
    assert sum(map(len, details["printed"])) < 4_100_000


def test_terms_are_counted():
    other = TERMS | {"seed": 3}
    facts = facts_of((ANN, [answer_of(wrong())]), (BO, [answer_of(wrong())]), (CY, [answer_of(wrong(), trace=other)]))

    assert [count for _, count in facts.terms.most_common()] == [2, 1]


def test_a_students_link_is_the_same_in_every_report_and_no_name():
    assert row_key(ANN) == row_key(Student("ann", "Ann Renamed")) != row_key(BO)
    assert facts_of((ANN, []), (BO, [])).rows[0][0] == facts_of((BO, []), (ANN, [])).rows[1][0] == row_key(ANN)
    assert "ann" not in row_key(ANN)


def test_a_student_who_handed_in_nothing_has_a_row():
    facts = facts_of((ANN, []))

    assert facts.rows[0][3:] == [0] * len(points())
    assert facts.details()["answers"] == [[]]
