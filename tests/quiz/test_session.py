from datetime import timedelta

import pytest
from quiz_helpers import DAY, NOON, choice, days, recall, review, stamp

from grader.quiz.asking import LETTERS
from grader.quiz.cards import AnyCard
from grader.quiz.log import Event, Line, Review
from grader.quiz.memory import Memory, remembered
from grader.quiz.queue import Turn
from grader.quiz.session import (
    Rules,
    Session,
    Stage,
    answer,
    ask_first,
    begin,
    change,
    confirm,
    hint,
    proposed,
    rate,
    sure,
    undo,
)


def started(cards: list[AnyCard], memories: list[Memory] = [], others: list[AnyCard] = [], **rules: object) -> Session:  # noqa: B006  never changed
    """A session that asks cards in this order; confidence only where a test wants it."""
    given = Rules((*cards, *others), seed=7, **{"confidence": False, **rules})
    why = "due" if given.mode == "review" else "cram"
    return begin(given, [Turn(card, why) for card in cards], {one.card: one for one in memories}, NOON, DAY)


def reply(session: Session, text: str, seconds: float = 15) -> Session:
    """Answer by the text of an option, some seconds after it was asked."""
    asked = session.asked
    letters = [LETTERS[asked.options.index(text)]] if text in asked.options else [text]
    return answer(session, " ".join(letters), session.shown_at + timedelta(seconds=seconds))


def rated(session: Session, text: str, number: int = 1, rating: int | None = None) -> tuple[Session, tuple[Line, ...]]:
    """Answer and rate; the rating is the proposed one, if none is given."""
    answered = reply(session, text)
    return rate(answered, rating or answered.proposed, stamp(number * 100, NOON + timedelta(minutes=number)))


def known(card: str, ago: int = 10) -> Memory:
    return remembered(card, [review(1, card, at=NOON - days(ago), sha=f"sha of {card}")])


def queued(session: Session) -> list[str]:
    return [turn.card.id for turn in (session.turn, *session.waiting) if turn is not None]


# From question to question


def test_a_session_asks_is_answered_reveals_and_goes_on() -> None:
    session = started([choice("a"), choice("b")])
    assert (session.stage, session.card.id, session.number, session.total) == (Stage.QUESTION, "a", 1, 2)
    session = reply(session, "yes")
    assert (session.stage, session.verdict.right, session.proposed) == (Stage.RATING, True, 3)
    session, lines = rate(session, 3, stamp(1, NOON + timedelta(seconds=20)))
    assert (session.stage, session.card.id, session.number) == (Stage.QUESTION, "b", 2)
    (saved,) = lines
    assert isinstance(saved, Review)
    assert (saved.card, saved.rating, saved.share, saved.milliseconds, saved.sha) == ("a", 3, 1.0, 15_000, "sha of a")
    session, _ = rated(session, "yes", 2)
    assert (session.stage, len(session.reviews)) == (Stage.OVER, 2)


def test_confidence_is_asked_before_anything_is_revealed_and_is_saved() -> None:
    session = reply(started([choice("a")], confidence=True), "yes")
    assert session.stage is Stage.CONFIDENCE
    session = sure(session, 4)
    assert session.stage is Stage.RATING
    _, lines = rate(session, 3, stamp(1))
    assert lines[0].confidence == 4


def test_an_empty_answer_is_wrong_and_nobody_asks_how_sure_it_was() -> None:
    session = reply(started([choice("a")], confidence=True), "  ")
    assert (session.stage, session.verdict.share, session.proposed) == (Stage.RATING, 0, 1)


def test_an_answer_that_cannot_be_read_is_asked_again_and_costs_nothing() -> None:
    session = reply(started([choice("a")]), "perhaps the first one")
    assert session.stage is Stage.QUESTION
    assert "letters" in session.unread
    assert reply(session, "yes").unread == ""


def test_a_card_that_comes_again_has_another_seed() -> None:
    session = started([choice("a")])
    first = session.seed
    session, _ = rated(session, "no")
    assert session.card.id == "a"
    assert session.seed != first


@pytest.mark.parametrize(
    ("share", "hints", "seconds", "confidence", "rating"),
    [
        (0, 0, 5, 4, 1),
        (0.4, 0, 5, 4, 1),
        (0.5, 0, 5, 0, 2),
        (1, 1, 5, 4, 2),
        (1, 0, 100, 4, 2),
        (1, 0, 20, 0, 3),
        (1, 0, 5, 3, 3),
        (1, 0, 5, 0, 3),
        (1, 0, 20, 4, 3),
        (1, 0, 5, 4, 4),
    ],
)
def test_the_proposed_rating_follows_the_answer(
    share: float, hints: int, seconds: int, confidence: int, rating: int
) -> None:
    assert proposed("choice", share, hints, seconds * 1000, confidence) == rating


def test_prose_has_more_time_than_a_letter() -> None:
    assert proposed("recall", 1, 0, 50_000, 4) == 4
    assert proposed("choice", 1, 0, 50_000, 4) == 2


def test_hints_come_one_by_one_and_lower_the_grade() -> None:
    session = started([choice("a", hints=("vague", "near"))])
    session = hint(hint(hint(session)))
    assert session.hints == 2
    assert reply(session, "yes").proposed == 2


# Free recall


def test_the_learner_confirms_the_points_that_were_found() -> None:
    session = reply(started([recall("a")]), "alpha it is")
    assert (session.stage, session.verdict.found) == (Stage.POINTS, (True, False))
    confirmed = confirm(session, session.verdict.found)
    assert (confirmed.stage, confirmed.verdict.share, confirmed.proposed) == (Stage.RATING, 0.5, 2)


def test_the_learner_corrects_the_points_that_were_found() -> None:
    session = reply(started([recall("a")]), "alpha, and the thing after it")
    assert confirm(session, (True, True)).verdict.right
    assert confirm(session, (False, False)).proposed == 1


def test_an_empty_recall_makes_no_points_and_offers_none() -> None:
    session = reply(started([recall("a")]), "")
    assert session.stage is Stage.RATING


# Failed cards


def test_a_failed_card_comes_again_after_three_others_until_it_is_good() -> None:
    session = started([choice(name) for name in "abcdef"])
    session, _ = rated(session, "no")
    assert queued(session) == ["b", "c", "d", "a", "e", "f"]
    for number, name in enumerate("bcd", 2):
        assert session.card.id == name
        session, _ = rated(session, "yes", number)
    assert (session.card.id, session.turn.why) == ("a", "again")
    session, _ = rated(session, "yes", 5, rating=2)
    assert queued(session) == ["e", "f", "a"]
    for number in (6, 7, 8):
        session, _ = rated(session, "yes", number)
    assert session.stage is Stage.OVER


def test_a_card_that_is_wrong_four_times_a_day_rests_and_says_so() -> None:
    session = started([choice("a")])
    for number in range(1, 5):
        assert session.card.id == "a"
        session, _ = rated(session, "no", number)
    assert session.stage is Stage.OVER
    assert session.after.rests and not session.after.leech


def test_a_leech_is_suspended_and_says_so() -> None:
    lines = [
        review(number, "a", rating=3 if number == 0 else 1, at=NOON - days(400 * (9 - number))) for number in range(8)
    ]
    session, _ = rated(started([choice("a")], [remembered("a", lines)]), "no")
    assert session.after.leech
    assert session.stage is Stage.OVER


def test_a_lapsed_card_offers_its_exercise_and_a_new_one_does_not() -> None:
    card = choice("a", exercise="bptt")
    lapsed, _ = rated(started([card], [known("a")]), "no")
    assert lapsed.after.exercise == "bptt"
    fresh, _ = rated(started([card]), "no")
    assert fresh.after.exercise == ""


# Misconceptions


def test_a_wrong_choice_that_shows_a_misconception_brings_its_cure_next_and_asks_for_it_in_the_log() -> None:
    cure = choice("cure", cures=("norm-is-all",))
    session = started([choice("a", idea="norm-is-all"), choice("b"), choice("c")], others=[cure])
    session, lines = rated(session, "no")
    assert queued(session)[:2] == ["cure", "b"]
    assert session.turn.why == "cure"
    answer_line, summons = lines
    assert (summons.kind, summons.misconception, summons.target) == ("summon", "norm-is-all", answer_line.id)
    assert answer_line.misconceptions == "norm-is-all"
    assert summons.id != answer_line.id


def test_a_cure_that_waits_further_back_is_moved_not_asked_twice() -> None:
    cure = choice("cure", cures=("m",))
    session, _ = rated(started([choice("a", idea="m"), choice("b"), cure]), "no")
    assert queued(session) == ["cure", "b", "a"]


def test_a_cure_that_is_new_takes_the_place_of_the_last_new_card() -> None:
    cards, cure = [choice("a", idea="m"), *map(choice, "bcd")], choice("cure", cures=("m",))
    turns = [Turn(card, why) for card, why in zip(cards, ("new", "new", "new", "due"), strict=True)]
    for memories, asked in (({}, ["cure", "b", "d", "a"]), ({"cure": known("cure")}, ["cure", "b", "c", "a", "d"])):
        session, _ = rated(begin(Rules((*cards, cure), 7, confidence=False), turns, memories, NOON, DAY), "no")
        assert queued(session) == asked
        assert session.left == len(asked)


def test_a_card_does_not_cure_itself_in_the_next_breath() -> None:
    session, _ = rated(started([choice("a", idea="m", cures=("m",)), choice("b")]), "no")
    assert queued(session) == ["b", "a"]


# Schedules


def test_the_four_intervals_are_those_of_the_memory_and_the_retention() -> None:
    memory = known("a")
    usual, keen = (reply(started([choice("a")], [memory], retention=share), "yes") for share in (0.9, 0.97))
    assert usual.intervals[2] > keen.intervals[2] >= 1
    after, _ = rate(usual, 3, stamp(1))
    assert after.after.due == DAY + days(usual.intervals[2])


def test_a_second_answer_of_a_day_is_practice() -> None:
    today = remembered("a", [review(1, "a", rating=1)])
    session = reply(started([choice("a")], [today]), "yes")
    assert not session.moves_schedule
    after, lines = rate(session, 3, stamp(5, NOON + timedelta(hours=1)))
    assert after.after.due is None
    assert after.memories["a"].due == today.due
    assert lines[0].mode == "review"


def test_cramming_saves_answers_and_moves_no_schedule() -> None:
    memory = known("a")
    session = reply(started([choice("a", idea="m")], [memory], mode="cram"), "no")
    assert not session.moves_schedule
    after, lines = rate(session, 1, stamp(5))
    assert [line.mode for line in lines] == ["cram"]
    assert (after.memories["a"].due, after.memories["a"].strength) == (memory.due, memory.strength)
    assert after.card.id == "a"


def test_a_reworded_card_says_so_and_keeps_its_schedule() -> None:
    session = started([choice("a", sha="another")], [known("a")])
    assert session.reworded
    assert session.moves_schedule and session.intervals[2] > 5
    assert not started([choice("a")], [known("a")]).reworded
    assert not started([choice("a")]).reworded


def test_a_higher_revision_starts_anew() -> None:
    old, fresh = started([choice("a", revision=2)], [known("a", 300)]), started([choice("a")])
    assert old.intervals == fresh.intervals


def test_a_session_that_passes_four_in_the_morning_schedules_from_the_new_day() -> None:
    session = reply(started([choice("a")]), "yes")
    after, _ = rate(session, 3, stamp(1, NOON + days(0.75)))
    assert (after.day, after.memories["a"].strength.day) == (DAY + days(1), DAY + days(1))


def test_no_card_is_asked_after_the_minutes_are_over() -> None:
    session = started([choice(name) for name in "abc"], minutes=2)
    session, _ = rated(session, "yes", 1)
    assert session.stage is Stage.QUESTION
    session, _ = rated(session, "yes", 2)
    assert session.stage is Stage.OVER
    assert queued(session) == ["c"]


# Undo, suspend, bury, flag


def test_undo_asks_the_card_again_as_if_it_had_not_been_answered() -> None:
    start = started([choice("a"), choice("b")])
    once, (first,) = rated(start, "no", 1)
    twice, (second,) = rated(once, "yes", 2)
    back, (undone,) = undo(twice, stamp(5))
    assert isinstance(undone, Event)
    assert (undone.kind, undone.target) == ("undo", second.id)
    assert (back.card.id, back.stage, back.memories, back.waiting) == ("b", Stage.QUESTION, once.memories, once.waiting)
    further, (undone,) = undo(back, stamp(6))
    assert undone.target == first.id
    assert (further.card.id, further.memories, further.number, further.reviews) == ("a", start.memories, 1, ())
    assert undo(further, stamp(7)) == (further, ())


def test_undo_while_the_verdict_is_shown_takes_back_the_answer_before_it() -> None:
    session, (first,) = rated(started([choice("a"), choice("b")]), "yes")
    _, (undone,) = undo(reply(session, "no"), stamp(5))
    assert undone.target == first.id


def test_an_answer_of_an_earlier_session_that_was_taken_back_is_asked_first() -> None:
    session = ask_first(started([choice("a"), choice("b")], others=[choice("z")]), choice("z"), Memory("z"), NOON)
    assert queued(session) == ["z", "a", "b"]
    assert (session.number, session.total) == (1, 3)


@pytest.mark.parametrize("kind", ["suspend", "bury"])
def test_a_suspended_or_buried_card_gives_way_to_the_next(kind: str) -> None:
    start = started([choice("a"), choice("b")])
    session, (line,) = change(start, kind, stamp(1))
    assert (line.kind, line.card) == (kind, "a")
    assert session.card.id == "b"
    assert session.memories["a"].sleeps(DAY)
    back, (undone,) = undo(session, stamp(2))
    assert undone.target == line.id
    assert (back.card.id, back.memories) == ("a", start.memories)


def test_a_buried_card_is_back_tomorrow() -> None:
    session, _ = change(started([choice("a")]), "bury", stamp(1))
    assert not session.memories["a"].sleeps(DAY + days(1))


def test_a_flagged_card_stays_where_it_is() -> None:
    answered = reply(started([choice("a")]), "yes")
    session, (line,) = change(answered, "flag", stamp(1), "the second option is right, too")
    assert (session.stage, session.card.id, line.note) == (Stage.RATING, "a", "the second option is right, too")
    assert session.memories["a"].flagged
