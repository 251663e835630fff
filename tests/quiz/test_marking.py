"""What answers are worth, kind by kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.quiz.asking import GAP_SHOWN, LETTERS, ask, parameters
from grader.quiz.cards import AnyCard
from grader.quiz.load import load_collection
from grader.quiz.marking import Verdict, expected_answer, mark, with_points

CARDS = {card.id: card for card in load_collection(Path(__file__).parent / "decks", None).cards}
SEEDS = range(20)


def letters(card: AnyCard, seed: int, *wanted: int) -> str:
    """The letters under which the card's own options number … are shown."""
    return " ".join(LETTERS[ask(card, seed).order.index(number)] for number in wanted)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
@pytest.mark.parametrize("answer", ["", "   ", "\t\n"])
def test_an_empty_answer_is_never_right(card: AnyCard, answer: str):
    verdict = mark(card, 3, answer)

    assert (verdict.share, verdict.right, verdict.unread) == (0, False, "")


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_asks_the_same_for_ever_under_one_seed(card: AnyCard):
    assert ask(card, 7) == ask(card, 7)
    assert mark(card, 7, "a b") == mark(card, 7, "a b")


@given(st.text(max_size=200), st.integers(0, 5))
@example("1" * 200, 0)
@example("a" * 200, 0)
@example("1b2c3a" * 30, 0)
@example("5: " + "clip before step " * 10, 0)
def test_no_answer_breaks_the_marking_and_no_share_leaves_0_to_1(answer: str, seed: int):
    for card in CARDS.values():
        verdict = mark(card, seed, answer)

        assert 0 <= verdict.share <= 1
        assert not (verdict.unread and verdict.share)


def test_a_very_long_answer_is_read_up_to_a_limit():
    assert mark(CARDS["why-product"], 0, "chain rule " + "word " * 1_000_000).found[0]


# Recall


def test_key_points_are_found_in_one_s_own_words():
    verdict = mark(
        CARDS["why-product"], 0, "Unrolling and the chain rule; the same weights again, so it is exponential."
    )

    assert verdict.found == (True, True, True)
    assert verdict.right


def test_a_denied_key_point_is_not_found_and_a_required_one_is_missed():
    verdict = mark(CARDS["why-product"], 0, "The chain rule, with shared weights, but it is not exponential.")

    assert verdict.found == (True, True, False)
    assert verdict.share == 0.5  # two of three, and the required one is missing


def test_a_learner_corrects_what_was_found():
    verdict = mark(CARDS["why-product"], 0, "It grows by the same factor again and again")

    corrected = with_points(CARDS["why-product"], verdict, (False, True, True))

    assert corrected.share == pytest.approx(2 / 3, rel=1e-12)
    assert with_points(CARDS["why-product"], verdict, (True, True, True)).right


# Choice


def test_the_right_choice_alone_is_right_under_every_seed():
    card = CARDS["clip"]

    assert all(mark(card, seed, letters(card, seed, 0)).right for seed in SEEDS)
    assert not any(mark(card, seed, letters(card, seed, 0, 1)).right for seed in SEEDS)


def test_choices_are_shuffled_and_all_of_them_are_there():
    orders = {ask(CARDS["clip"], seed).order for seed in SEEDS}

    assert len(orders) > 5
    assert all(sorted(order) == [0, 1, 2, 3] for order in orders)


def test_a_wrong_choice_shows_its_reason_its_idea_and_what_was_missed():
    card = CARDS["clip"]

    verdict = mark(card, 1, letters(card, 1, 2))

    assert verdict.misconceptions == ("clipping-fixes-vanishing",)
    assert verdict.why[0] == "It cannot bring back what has shrunk."
    assert verdict.why[1].startswith("It only ever scales down")
    assert verdict.expected.endswith(") Exploding gradients only")


def test_an_idea_shown_twice_is_named_once():
    card = CARDS["clip"]

    assert mark(card, 1, letters(card, 1, 1, 2)).misconceptions == ("clipping-fixes-vanishing",)


@pytest.mark.parametrize("answer", ["{}", "{})", "{}.", " {} ", "{},", "{0}".upper()])
def test_a_letter_may_be_typed_in_many_ways(answer: str):
    card = CARDS["clip"]

    assert mark(card, 2, answer.format(letters(card, 2, 0))).right


def test_a_number_stands_for_its_letter():
    card = CARDS["clip"]

    assert mark(card, 2, str(ask(card, 2).order.index(0) + 1)).right


@pytest.mark.parametrize("answer", ["e", "5", "0", "a a", "the first", "a!", "é", "a" * 300])
def test_what_names_no_choice_is_asked_again(answer: str):
    verdict = mark(CARDS["clip"], 0, answer)

    assert verdict.unread == "answer with letters from a to d, each once, like `ab`"


# Numeric


def test_a_number_is_right_within_the_tolerance_and_zero_is_not():
    card = CARDS["power"]
    for seed in SEEDS:
        values = parameters(card, seed)
        right = values["g"] ** values["n"]

        assert mark(card, seed, f"{right * 1.04:.6e}").right
        assert not mark(card, seed, f"{right * 1.06:.6e}").right
        assert mark(card, seed, f"{values['g']}^{values['n']}").right
        assert not mark(card, seed, f"-{right:.6e}").right
        assert not mark(card, seed, "0").right


def test_the_question_has_the_numbers_that_the_answer_is_computed_with():
    card = CARDS["power"]
    for seed in SEEDS:
        values = parameters(card, seed)

        text = ask(card, seed).text

        assert f"σ_max(W_hh) = {values['g']}." in text
        assert f"a lag of {values['n']} steps" in text


def test_other_seeds_ask_for_other_numbers():
    assert len({ask(CARDS["power"], seed).text for seed in range(50)}) == 6  # 3 × 2 values


def test_a_tempting_mistake_is_named():
    card = CARDS["power"]
    values = parameters(card, 4)

    verdict = mark(card, 4, str(values["g"] * values["n"]))

    assert verdict.why == ("The factors multiply, they do not add.",)
    assert verdict.misconceptions == ("factors-add",)
    assert mark(card, 4, "0").why == ("Tiny is not zero: give the order of magnitude.",)
    assert mark(card, 4, "123").why == ()


def test_a_unit_is_asked_again_and_not_counted_as_wrong():
    verdict = mark(CARDS["power"], 0, "3 ms")

    assert "without a unit" in verdict.unread


# Cloze


@pytest.mark.parametrize("answer", ["largest singular value", "Spectral norm", "2 norm", "the largest singular values"])
def test_every_alternative_fills_a_gap(answer: str):
    assert mark(CARDS["singular-not-eigen.1"], 0, answer).right


@pytest.mark.parametrize("answer", ["spectral radius", "largest eigenvalue", "smallest singular value", "norm"])
def test_another_term_does_not_fill_a_gap(answer: str):
    assert not mark(CARDS["singular-not-eigen.1"], 0, answer).right


@pytest.mark.parametrize(("answer", "right"), [("1", True), ("one", True), ("1.0", True), ("-1", False), ("10", False)])
def test_a_number_in_a_gap_is_compared_as_a_number(answer: str, right: bool):
    assert mark(CARDS["singular-not-eigen.2"], 0, answer).right is right


def test_only_the_gap_that_is_asked_for_is_open():
    first, second = (ask(CARDS[f"singular-not-eigen.{gap}"], 0).text for gap in (1, 2))

    assert (first.count(GAP_SHOWN), second.count(GAP_SHOWN)) == (1, 1)
    assert first.endswith("is below 1.")
    assert "if the largest singular value of W_hh" in second


# Order and match


def test_the_right_order_is_right_and_never_the_one_that_is_shown():
    card = CARDS["step-order"]
    for seed in SEEDS:
        assert mark(card, seed, letters(card, seed, 0, 1, 2, 3)).right
        assert mark(card, seed, letters(card, seed, 0, 1, 2, 3).replace(" ", "")).right
        assert not mark(card, seed, "a b c d").right


@pytest.mark.parametrize(
    ("order", "share"),
    [((3, 2, 1, 0), 0), ((1, 0, 2, 3), 2 / 3), ((1, 2, 3, 0), 2 / 3), ((1, 0, 3, 2), 1 / 3), ((0, 1), 1 / 3)],
)
def test_a_partly_right_order_is_worth_its_longest_part_in_order(order: tuple[int, ...], share: float):
    card = CARDS["step-order"]

    assert mark(card, 5, letters(card, 5, *order)).share == pytest.approx(share, rel=1e-12)


def test_pairs_are_named_in_order_or_by_number():
    card = CARDS["remedies"]
    first, second, third = letters(card, 6, 0, 1, 2).split()

    for answer in (f"{first}{second}{third}", f"{first} {second} {third}", f"2{second} 1-{first}, 3: {third}"):
        assert mark(card, 6, answer).right, answer
    assert mark(card, 6, f"1{first} 2{third} 3{second}").share == pytest.approx(1 / 3, rel=1e-12)
    assert mark(card, 6, f"1{first}").share == pytest.approx(1 / 3, rel=1e-12)


@pytest.mark.parametrize("answer", ["1z", "9a", "0a"])
def test_a_pair_that_is_not_there_is_asked_again(answer: str):
    assert mark(CARDS["remedies"], 0, answer).unread == "write a letter for each of 1 to 3, like `1b 2a`"


# Bug


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        ("4: clipping has to come before the optimizer step", 1),
        ("line 5, clip before the optimiser step", 1),
        ("5", 0.5),
        ("2: clipping must come before the optimiser step", 0.5),
        ("2", 0),
    ],
)
def test_the_line_is_half_and_the_reason_is_half(answer: str, share: float):
    assert mark(CARDS["clip-after-step"], 0, answer).share == share


def test_a_bug_without_a_line_is_asked_again():
    assert mark(CARDS["clip-after-step"], 0, "the clipping").unread.startswith("begin with the number of the line")


def test_the_expected_answers_can_be_shown():
    shown = {name: expected_answer(card, 0) for name, card in CARDS.items()}

    assert shown["singular-not-eigen.1"] == "largest singular value"
    assert shown["step-order"] == "forward pass → backward pass → clip the gradient norm → step the optimiser"
    assert shown["remedies"].splitlines()[0] == "gradient-norm clipping: size of one update"
    assert shown["clip-after-step"] == "line 4 or 5"
    assert shown["why-product"].startswith("∂h_t/∂h_{t-1} = D_t W_hh")


def test_a_verdict_is_right_only_with_nothing_missing():
    assert Verdict(1, "").right
    assert not Verdict(0.99, "").right
