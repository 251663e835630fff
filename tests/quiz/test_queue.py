from dataclasses import replace
from itertools import pairwise

import pytest
from quiz_helpers import DAY, NOON, choice, days, event, recall, review

from grader.quiz.cards import AnyCard
from grader.quiz.log import Event
from grader.quiz.memory import Memory, remembered
from grader.quiz.queue import Heap, Turn, Wish, apart, queue, sorted_out
from grader.quiz.schedule import Strength, retrievability


def due_memory(card: str, stability: float = 10, ago: int = 20, **given: object) -> Memory:
    """A card that was answered some days ago and is due."""
    strength = Strength(stability, 5.0, DAY - days(ago))
    return replace(Memory(card, revision=1, strength=strength, due=DAY, first_day=DAY - days(ago)), **given)


def heap(cards: list[AnyCard], memories: list[Memory] = [], summonses: list[Event] = [], **given: object) -> Heap:  # noqa: B006  never changed
    wish = given.pop("wish", Wish())
    return sorted_out(cards, {memory.card: memory for memory in memories}, summonses, DAY, wish, **given)


def ids(turns: tuple[Turn, ...]) -> list[str]:
    return [turn.card.id for turn in turns]


def test_due_cards_come_with_the_lowest_retrievability_first() -> None:
    stabilities = {"a": 40.0, "b": 5.0, "c": 100.0, "d": 12.0}
    memories = [due_memory(name, stability) for name, stability in stabilities.items()]
    turns = queue(heap([choice(name) for name in stabilities], memories))
    chances = [retrievability(next(m for m in memories if m.card == name).strength, DAY) for name in ids(turns)]
    assert len(turns) == 4
    assert chances == sorted(chances)


def test_a_new_card_comes_after_every_fourth_due_one() -> None:
    due = [choice(f"due-{number}") for number in range(9)]
    memories = [due_memory(card.id) for card in due]
    turns = queue(heap([*(choice(f"new-{number}") for number in range(4)), *due], memories))
    assert "".join(turn.why[0] for turn in turns) == "ddddnddddndnn"


def test_no_more_new_cards_come_than_the_day_has_room_for() -> None:
    cards = [choice(f"c{number}") for number in range(30)]
    begun = [due_memory(f"c{number}", first_day=DAY, due=DAY + days(3)) for number in range(4)]
    assert len(queue(heap(cards))) == 10
    assert len(queue(heap(cards, begun))) == 6
    assert ids(queue(heap(cards, begun, new_a_day=5))) == ["c4"]
    assert queue(heap(cards, begun, new_a_day=0)) == ()


def test_a_card_due_tomorrow_stays_away_today() -> None:
    assert queue(heap([choice("a")], [due_memory("a", due=DAY + days(1))])) == ()


def test_suspended_and_buried_cards_stay_away_and_so_do_they_from_cramming() -> None:
    cards = [choice(name) for name in "abc"]
    memories = [
        due_memory("a", suspended=True),
        due_memory("b", buried_until=DAY + days(1)),
        due_memory("c", buried_until=DAY),
    ]
    for cram in (False, True):
        assert ids(queue(heap(cards, memories), cram=cram)) == ["c"]


def test_what_was_wrong_today_and_is_not_good_yet_comes_again_today() -> None:
    wrong = remembered("a", [review(1, "a", rating=1)])
    turns = queue(heap([choice("a")], [wrong]))
    assert [turn.why for turn in turns] == ["again"]


def test_a_card_whose_author_asks_to_learn_it_anew_is_due_at_once() -> None:
    turns = queue(heap([choice("a", revision=2)], [due_memory("a", due=DAY + days(100))]))
    assert [turn.why for turn in turns] == ["changed"]


def test_siblings_have_three_others_between_them() -> None:
    cards = [choice(f"note.{number}", note="note") for number in range(3)] + [
        choice(f"other-{number}") for number in range(7)
    ]
    order = [turn.card.note for turn in apart([Turn(card, "due") for card in cards])]
    places = [place for place, note in enumerate(order) if note == "note"]
    assert len(order) == 10
    assert all(later - earlier > 3 for earlier, later in pairwise(places))


def test_a_sibling_that_would_come_too_soon_waits_for_another_session() -> None:
    cards = [choice("note.1", note="note"), choice("note.2", note="note"), choice("other")]
    assert [turn.card.id for turn in apart([Turn(card, "due") for card in cards])] == ["note.1", "other"]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(words=frozenset({"gates"})), "a"),
        (Wish(words=frozenset({"lstm"})), "b"),
        (Wish(words=frozenset({"c"})), "c"),
        (Wish(words=frozenset({"gates", "lstm"})), "ab"),
        (Wish(levels=frozenset({"senior"})), "b"),
        (Wish(kinds=frozenset({"recall"})), "c"),
        (Wish(exercises=frozenset({"bptt"})), "d"),
        (Wish(flagged=True), "d"),
        (Wish(words=frozenset({"gates"}), levels=frozenset({"senior"})), ""),
    ],
)
def test_a_wish_picks_cards(wish: Wish, found: str) -> None:
    cards = [
        choice("a", deck="gates"),
        choice("b", tags=("lstm",), level="senior"),
        recall("c"),
        choice("d", exercise="bptt"),
    ]
    flagged = Memory("d", flagged=True)
    assert "".join(sorted(ids(queue(heap(cards, [flagged], wish=wish))))) == found


def test_the_limit_cuts_what_all_other_rules_have_left() -> None:
    cards = [choice(f"new-{number}") for number in range(4)] + [choice(f"due-{number}") for number in range(9)]
    memories = [due_memory(f"due-{number}") for number in range(9)]
    whole = queue(heap(cards, memories))
    assert queue(heap(cards, memories), limit=5) == whole[:5]


def test_cramming_asks_everything_that_is_wanted_due_or_not() -> None:
    turns = queue(heap([choice("a"), choice("b")], [due_memory("a", due=DAY + days(50))], new_a_day=0), cram=True)
    assert [(turn.card.id, turn.why) for turn in turns] == [("a", "cram"), ("b", "cram")]


# Against misconceptions


def summons(idea: str, exercise: str = "") -> Event:
    return event(1, "summon", misconception=idea, exercise=exercise)


def test_the_card_against_a_misconception_comes_first_even_if_it_is_not_due() -> None:
    cards = [choice("due"), choice("cure", cures=("bptt.no_carry",))]
    memories = [due_memory("due"), due_memory("cure", due=DAY + days(30))]
    turns = queue(heap(cards, memories, [summons("bptt.no_carry")]))
    assert [(turn.card.id, turn.why) for turn in turns] == [("cure", "cure"), ("due", "due")]


def test_a_misconception_without_a_card_of_its_own_brings_one_of_its_exercise() -> None:
    cards = [choice("a"), choice("b", exercise="bptt"), choice("c", exercise="bptt")]
    turns = queue(heap(cards, [], [summons("bptt.rare", "bptt")]))
    assert [turn.card.id for turn in turns if turn.why == "cure"] == ["b"]


def test_a_misconception_that_no_card_and_no_exercise_knows_brings_nothing() -> None:
    assert heap([choice("a")], [], [summons("x.y")]).cures == ()


def test_a_cure_that_was_answered_since_is_done_and_a_suspended_one_stays_away() -> None:
    cards = [choice("cure", cures=("m",))]
    before, after = due_memory("cure", answered_at=NOON - days(1)), due_memory("cure", answered_at=NOON + days(0.1))
    assert ids(heap(cards, [before], [summons("m")]).cures) == ["cure"]
    assert heap(cards, [after], [summons("m")]).cures == ()
    assert heap(cards, [replace(before, suspended=True)], [summons("m")]).cures == ()


def test_the_card_whose_answer_showed_an_idea_is_not_its_cure() -> None:
    cards = [choice("shower", cures=("m",)), choice("other", cures=("m",))]
    showed = due_memory("shower", answered_at=NOON, due=DAY + days(3))
    assert ids(heap(cards, [showed], [event(1, "summon", NOON, misconception="m")]).cures) == ["other"]


def test_a_cure_that_is_new_counts_among_the_new_cards_of_its_day() -> None:
    cards = [choice("a"), choice("b"), choice("c"), choice("cure", cures=("m",))]
    assert ids(queue(heap(cards, [], [summons("m")], new_a_day=2))) == ["cure", "a"]
    assert ids(queue(heap(cards, [due_memory("cure")], [summons("m")], new_a_day=2))) == ["cure", "a", "b"]
    assert ids(queue(heap(cards, [], [summons("m")], new_a_day=0))) == ["cure"]
