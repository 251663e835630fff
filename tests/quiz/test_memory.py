from dataclasses import replace

from quiz_helpers import DAY, NOON, days, event, review

from grader.quiz.memory import LEECH, LEECH_AGAIN, REST, Memory, remembered


def daily(ratings: list[int]) -> list:
    """An answer each 400 days, so that every Again is a lapse."""
    return [review(number, rating=rating, at=NOON + days(400 * number)) for number, rating in enumerate(ratings)]


def test_only_the_first_answer_of_a_day_moves_the_schedule() -> None:
    first = review(1, rating=1)
    practice = [review(number, rating=4, at=NOON + days(number / 100)) for number in (2, 3)]
    once, often = remembered("a", [first]), remembered("a", [first, *practice])
    assert (often.strength, often.due, often.answers) == (once.strength, once.due, 1)


def test_the_day_of_the_first_answer_is_the_learners_not_that_of_utc() -> None:
    """23:30 and 00:30 UTC are one evening in New York: the log says so, and the second answer is practice."""
    evening = review(1, at=NOON.replace(hour=23, minute=30), day=DAY)
    later = review(2, rating=4, at=NOON.replace(hour=0, minute=30) + days(1), day=DAY)
    assert remembered("a", [evening, later]).strength == remembered("a", [evening]).strength


def test_cramming_and_interviews_leave_the_schedule_alone() -> None:
    lines = [
        review(1),
        review(2, rating=1, at=NOON + days(5), mode="cram"),
        review(3, rating=1, at=NOON + days(6), mode="interview"),
    ]
    memory = remembered("a", lines)
    alone = remembered("a", lines[:1])
    assert replace(memory, answered_at=alone.answered_at, touched=alone.touched) == alone
    assert memory.answered_at == NOON + days(6)


def test_lines_mean_the_same_in_any_order() -> None:
    lines = [*daily([3, 1, 4, 2]), event(9, "flag", at=NOON + days(1000), card="a", note="?")]
    assert remembered("a", lines) == remembered("a", reversed(lines))


def test_an_undone_line_never_was() -> None:
    lines = daily([3, 1, 4])
    assert remembered("a", lines, {lines[1].id}) == remembered("a", [lines[0], lines[2]])


def test_a_card_that_is_forgotten_eight_times_is_suspended_and_again_after_four_more() -> None:
    wrong = daily([3] + [1] * (LEECH + LEECH_AGAIN))
    assert not remembered("a", wrong[:LEECH]).suspended
    leech = remembered("a", wrong[: LEECH + 1])
    assert leech.suspended and leech.is_leech
    taken_back = event(99, "unsuspend", at=wrong[LEECH].at + days(1), card="a")
    assert not remembered("a", [*wrong[:-1], taken_back]).suspended
    assert remembered("a", [*wrong, taken_back]).suspended


def test_the_first_answer_of_a_new_card_is_no_lapse() -> None:
    assert remembered("a", [review(1, rating=1)]).lapses == 0


def test_a_card_that_is_wrong_four_times_on_a_day_rests_until_tomorrow() -> None:
    wrong = [review(number, rating=1, at=NOON + days(number / 100)) for number in range(REST)]
    assert not remembered("a", wrong[:-1]).sleeps(DAY)
    assert remembered("a", wrong).sleeps(DAY)
    assert not remembered("a", wrong).sleeps(DAY + days(1))
    assert not remembered("a", wrong).suspended


def test_a_failed_card_is_failing_until_it_is_good() -> None:
    wrong, hard, good = review(1, rating=1), review(2, rating=2, at=NOON + days(0.01)), review(3, at=NOON + days(0.02))
    assert remembered("a", [wrong]).failing
    assert remembered("a", [wrong, hard]).failing
    assert not remembered("a", [wrong, hard, good]).failing


def test_a_card_that_is_hard_at_first_is_not_failing() -> None:
    assert not remembered("a", [review(1, rating=2)]).failing


def test_a_higher_revision_is_learned_anew() -> None:
    old, new = review(1, rating=4), review(2, rating=1, at=NOON + days(30), revision=2)
    memory = remembered("a", [old, new])
    alone = remembered("a", [new])
    assert (memory.strength, memory.due, memory.lapses) == (alone.strength, alone.due, 0)


def test_a_reset_card_is_new_again() -> None:
    memory = remembered("a", [review(1), event(2, "reset", at=NOON + days(1), card="a")])
    assert (memory.strength, memory.due) == (None, None)


def test_suspending_burying_and_flagging_can_be_taken_back() -> None:
    def after(*kinds: str) -> Memory:
        lines = [
            event(number, kind, at=NOON + days(number / 100), card="a", note="odd", until=DAY + days(1))
            for number, kind in enumerate(kinds)
        ]
        return remembered("a", lines)

    assert after("suspend").sleeps(DAY + days(1000))
    assert not after("suspend", "unsuspend").sleeps(DAY)
    assert after("bury").sleeps(DAY) and not after("bury").sleeps(DAY + days(1))
    assert (after("flag").flagged, after("flag").note) == (True, "odd")
    assert not after("flag", "unflag").flagged
