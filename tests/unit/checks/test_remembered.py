"""What grading a class remembers between files: our own answers, and not for ever."""

from __future__ import annotations

from dataclasses import replace

from grader.calls import Call, Returned
from grader.checks.check import _MOST_REMEMBERED, Given
from grader.misconceptions.misconception import misconception
from grader.wire import Chance


def given_counting() -> tuple[Given, list[float]]:
    """A function that doubles, a wrong idea that triples, and what either was asked."""
    asked: list[float] = []

    def twice(x: float) -> float:
        asked.append(x)
        return 2 * x

    @misconception("twice", says="you triple", ask="how often?", looks="x 3", tempting="", source="")
    def triples(x: float) -> float:
        asked.append(x)
        return 3 * x

    return Given(0, {"twice": twice}, {"twice": ("x",)}, (triples,)), asked


def test_the_solution_and_each_idea_are_asked_once_for_all_files_of_a_class():
    given, asked = given_counting()

    for _ in range(3):
        of_one_file = replace(given, single=False)
        right = of_one_file.right(Call("twice", (1.0,)))
        wrong = of_one_file.imagined(given.ideas[0], Call("twice", (1.0,)))

    assert (right, wrong) == (given.right(Call("twice", (1.0,))), given.imagined(given.ideas[0], Call("twice", (1.0,))))
    assert isinstance(right, Returned) and isinstance(wrong, Returned)
    assert (right.value, wrong.value) == (2.0, 3.0)
    assert asked == [1.0, 1.0]


def test_answers_to_calls_that_never_come_again_are_forgotten_and_the_others_are_not():
    given, asked = given_counting()

    for number in range(3 * _MOST_REMEMBERED):
        given.right(Call("twice", (float(number + 1),)))
        given.right(Call("twice", (0.0,)))  # asked of every file

    assert len(given._answers) == _MOST_REMEMBERED
    assert asked.count(0.0) == 1


def test_calls_with_other_seeds_for_their_generator_are_other_calls():
    given, asked = given_counting()
    given = replace(given, reference={"twice": lambda rng: asked.append(rng.random())})

    for seed in (1, 2, 1):
        given.right(Call("twice", (Chance(seed),)))

    assert len(asked) == 2
