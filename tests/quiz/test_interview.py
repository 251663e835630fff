"""A mock interview: the machine with a clock of its own, its report and transcript, and the command as a process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pexpect
import pytest
from helpers import ROOT
from quiz_helpers import NOON, choice, recall, review

from grader.quiz.cards import AnyCard, Bug, KeyPoint, Numeric, WrongFormula
from grader.quiz.folder import FILE
from grader.quiz.interview import Ending, Interview, Rules, Stage, answer, begin, confirm, leave
from grader.quiz.interview_report import Report, Score, report
from grader.quiz.store import Store
from grader.render.quiz_interview import report_text, transcript

GRADER = str(Path(sys.executable).with_name("grader"))
PASSED, NOT_YET, USAGE, MACHINE = 0, 1, 2, 3
BOTH, HALF, NEITHER = "alpha and beta", "alpha", "gamma"


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def number(id: str = "n", **given: Any) -> Numeric:
    common = {"id": id, "note": id, "deck": "deck", "level": "basic", **given}
    wrong = (WrongFormula("8", "You added.", "adding"),)
    return Numeric(**common, front="4 times 4?", params=(), answer="16", rel=0.01, absolute=0.0, wrong=wrong)


def bug(id: str = "b", **given: Any) -> Bug:
    common = {"id": id, "note": id, "deck": "deck", "level": "basic", **given}
    points = (KeyPoint("It is alpha.", ("alpha",)),)
    return Bug(**common, front="Which?", code="x\ny", lang="", lines=(2,), fix="z", key_points=points)


def rules(*cards: AnyCard, **given: Any) -> Rules:
    return Rules(
        **{"openers": cards, "followers": cards, "cards": cards, "questions": 8, "minutes": 30.0, "seed": 1, **given}
    )


def told(interview: Interview, text: str, at: float = 0) -> Interview:
    """Answer, and confirm what was found in the answer."""
    after = answer(interview, text, minutes(at))
    if after.stage is not Stage.POINTS or after.pending is None:
        return after
    return confirm(after, after.pending.verdict.found, minutes(at))


def played(interview: Interview, *answers: str) -> Interview:
    for text in answers:
        interview = told(interview, text)
    return interview


def asked(interview: Interview) -> list[str]:
    return [one.card.id for one in interview.exchanges]


# What is asked


def test_a_good_answer_is_followed_by_the_deeper_question() -> None:
    cards = (recall("a", follow_up="b"), recall("b"), recall("x"))
    interview = begin(rules(*cards, openers=cards[:1]), NOON)
    assert (interview.card.id, interview.depth) == ("a", 0)
    deeper = told(interview, HALF)
    assert (deeper.card.id, deeper.depth) == ("b", 1)


def test_a_poor_answer_changes_the_topic() -> None:
    cards = (recall("a", follow_up="b", tags=("t",)), recall("b"), recall("x", tags=("u",)))
    interview = told(begin(rules(*cards, openers=(cards[0], cards[2])), NOON), NEITHER)
    first = interview.exchanges[0].card.id
    assert interview.card.id == {"a": "x", "x": "a"}[first]
    assert interview.depth == 0


def test_a_topic_goes_two_questions_deep_and_no_deeper() -> None:
    chain = tuple(recall(name, follow_up=after) for name, after in ("ab", "bc", "cd", "de", "e-"))
    interview = played(begin(rules(*chain, openers=(chain[0],)), NOON), BOTH, BOTH, BOTH)
    assert asked(interview) == ["a", "b", "c"]
    assert interview.ending is Ending.DONE


def test_a_circle_of_follow_ups_asks_nothing_twice() -> None:
    cards = (recall("a", follow_up="b"), recall("b", follow_up="a"))
    interview = played(begin(rules(*cards), NOON), BOTH, BOTH)
    assert sorted(asked(interview)) == ["a", "b"]
    assert interview.stage is Stage.OVER


def test_levels_rise_with_the_questions() -> None:
    levels = ("senior", "basic", "advanced", "intermediate")
    cards = [recall(f"{level}{n}", level=level, tags=(f"{n}{level}",)) for level in levels for n in range(5)]
    interview = played(begin(rules(*cards, questions=8), NOON), *[NEITHER] * 8)
    assert [one.card.level for one in interview.exchanges] == [
        "basic", "basic", "intermediate", "intermediate", "advanced", "advanced", "senior", "senior",
    ]  # fmt: skip


def test_topics_that_were_not_asked_yet_come_first() -> None:
    cards = [recall(f"{tag}{n}", tags=(tag,)) for tag in "tuv" for n in range(4)]
    for seed in range(20):
        interview = played(begin(rules(*cards, questions=6, seed=seed), NOON), *[NEITHER] * 6)
        topics = [one.card.tags[0] for one in interview.exchanges]
        assert sorted(topics[:3]) == sorted(topics[3:]) == ["t", "u", "v"]


def test_the_same_seed_asks_the_same_and_another_one_something_else() -> None:
    cards = [recall(f"c{n}") for n in range(40)]

    def chosen(seed: int) -> list[str]:
        return asked(played(begin(rules(*cards, seed=seed), NOON), *[NEITHER] * 8))

    assert chosen(1) == chosen(1)
    assert len({tuple(chosen(seed)) for seed in range(5)}) == 5


# Time


def test_no_question_is_asked_after_the_time_and_the_one_that_was_asked_counts() -> None:
    interview = begin(rules(recall("a"), recall("b"), recall("c"), minutes=10.0), NOON)
    one = told(interview, BOTH, at=9.9)
    assert (one.stage, one.left(minutes(9.9)).total_seconds()) == (Stage.QUESTION, pytest.approx(6, rel=1e-6))
    two = told(one, BOTH, at=10)
    assert (two.stage, two.ending, len(two.exchanges)) == (Stage.OVER, Ending.TIME, 2)
    assert two.exchanges[1].seconds == pytest.approx(6, rel=1e-6)


def test_however_short_the_time_one_question_is_asked() -> None:
    assert begin(rules(recall("a"), minutes=0.0), NOON).stage is Stage.QUESTION


# Answers


def test_points_are_confirmed_or_corrected_by_the_learner() -> None:
    found = answer(begin(rules(recall("a")), NOON), HALF, NOON)
    assert found.stage is Stage.POINTS
    assert found.pending is not None
    assert found.pending.verdict.found == (True, False)
    over = confirm(found, (True, True), NOON)
    assert over.exchanges[0].verdict.share == 1


def test_an_empty_answer_is_worth_nothing_and_has_nothing_to_confirm() -> None:
    interview = answer(begin(rules(recall("a")), NOON), "  ", NOON)
    assert (interview.stage, interview.exchanges[0].verdict.share) == (Stage.OVER, 0)


def test_an_answer_that_cannot_be_read_is_asked_for_again() -> None:
    interview = answer(begin(rules(number()), NOON), "sixteen", NOON)
    assert (interview.stage, interview.exchanges) == (Stage.QUESTION, ())
    assert "sixteen" in interview.unread
    assert answer(interview, "16", NOON).exchanges[0].verdict.right


def test_leaving_keeps_an_answer_that_was_not_confirmed_yet() -> None:
    at_points = answer(begin(rules(recall("a"), recall("b")), NOON), HALF, NOON)
    ended = leave(at_points)
    assert (ended.stage, ended.ending, [one.verdict.share for one in ended.exchanges]) == (
        Stage.OVER, Ending.LEFT, [0.5],
    )  # fmt: skip


# The report


def ended(*given: tuple[AnyCard, str], **more: Any) -> Interview:
    """An interview in which these cards were asked and so answered."""
    cards = tuple(card for card, _ in given)
    interview = begin(rules(*cards, questions=len(cards), **more), NOON)
    answers = {card.id: text for card, text in given}
    while interview.stage is not Stage.OVER:
        interview = told(interview, answers[interview.card.id])
    return interview


def test_the_report_scores_levels_from_low_to_high_and_topics_from_weak_to_strong() -> None:
    came = report(
        ended(
            (recall("a", tags=("t",), level="advanced"), BOTH),
            (recall("b", tags=("u", "t")), NEITHER),
            (recall("c", tags=("t",)), HALF),
        )
    )
    assert came.share == 0.5
    assert came.levels == (Score("basic", 2, 0.25), Score("advanced", 1, 1.0))
    assert came.topics == (Score("u", 1, 0.0), Score("t", 2, 0.75))


def test_what_was_not_answered_fully_is_to_be_revised_the_weakest_first_with_its_exercise() -> None:
    came = report(
        ended(
            (recall("half", exercise="rnn"), HALF), (recall("none", exercise="bptt"), ""), (recall("all"), BOTH),
        )
    )  # fmt: skip
    assert came.cards == ("none", "half")
    assert came.exercises == ("bptt", "rnn")


def test_a_wrong_idea_that_showed_brings_its_card() -> None:
    cure = choice("cure", cures=("adding",), exercise="rnn")
    card = number()
    over = told(begin(rules(card, cards=(card, cure)), NOON), "8")
    assert report(over).cards == ("n", "cure")
    assert report(over).exercises == ("rnn",)


def test_passing_takes_the_score_and_seeing_it_through() -> None:
    came = report(ended((recall("a"), HALF)))
    assert came.passed(50)
    assert not came.passed(50.1)
    assert not replace(came, ending=Ending.LEFT).passed(0)
    assert replace(came, ending=Ending.TIME).passed(50)


def test_an_interview_without_an_answer_has_no_score_and_is_not_passed() -> None:
    came = report(leave(begin(rules(recall("a")), NOON)))
    assert not came.passed(0)
    assert report_text(came) == "you left before the end: 0 of 8 questions answered"


def test_the_report_says_what_to_type_next() -> None:
    scores = (Score("basic", 1, 0.5),)
    came = Report(Ending.TIME, 1, 8, 0.5, scores, scores, ("a", "b"), ("bptt",))
    assert report_text(came).splitlines() == [
        "the time was up: 1 of 8 questions answered",
        "score: 50%",
        "level basic: 50% of 1 answer",
        "topic basic: 50% of 1 answer",
        "to revise: grader quiz --cram a b",
        "to practise: grader check bptt",
    ]


# The transcript


def test_the_transcript_has_questions_answers_points_and_reasons() -> None:
    over = ended((recall("a"), HALF), (number(), "8"), (bug(), "1: alpha"), (recall("z"), ""))
    text = transcript(over, report(over), NOON)
    assert text.startswith("# Mock interview, 2026-11-20 12:00\n\n- every question was asked\\: 4 of 4")
    assert [*re.findall(r"^## Question (\d), level basic$", text, re.MULTILINE)] == ["1", "2", "3", "4"]
    for part in (
        "```text\nalpha\n```", "- made: It has alpha\\.", "- not made: It has beta\\.", "- because: You added\\.",
        "- answer: 16", "  1  x\n  2  y", "- answer: line 2", "No answer.", "~ 50% right", "✗ not right",
    ):  # fmt: skip
        assert part in text


def test_a_transcript_cuts_nothing() -> None:
    over = ended((replace(recall("a"), back="word " * 400 + "end"), HALF))
    assert "word end" in transcript(over, report(over), NOON)


def test_nothing_in_a_transcript_is_taken_for_markup() -> None:
    nasty = "# [x](http://a) <script> ```\n| alpha"
    over = ended((replace(recall("a"), front=nasty, back=nasty), nasty))
    text = transcript(over, report(over), NOON)
    outside = re.sub(r"(?ms)^(````+)text\n.*?^\1$", "", text)
    assert "<script>" not in outside
    assert "](http" not in outside
    assert "\n# [" not in outside


# The command


DECK = """\
deck: talk
version: 1
title: A talk
defaults: {source: book}

cards:
  - id: opener
    type: recall
    level: basic
    tags: [gates]
    front: What is alpha?
    key_points:
      - {text: It is alpha., any_of: [alpha]}
      - {text: It is beta., any_of: [beta]}
    back: alpha and beta
    follow_up: deeper
    exercise: lstm
  - id: deeper
    type: numeric
    level: advanced
    tags: [gates]
    front: How much is {g} times 2?
    params: {g: [4]}
    answer: g * 2
    tolerance: {rel: 0.01}
  - id: letters
    type: choice
    level: basic
    tags: [letters]
    front: Which?
    choices:
      - {text: This, correct: true, why: It is.}
      - {text: That, why: It is not.}
"""


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "talk.yaml").write_text(DECK, encoding="utf-8")
    (folder / "sources.yaml").write_text("book: A book\n", encoding="utf-8")
    return folder


def environment(decks: Path) -> dict[str, str]:
    return {**os.environ, "GRADER_HOME": str(decks.parent / "home"), "PYTHONUTF8": "1"}


def ran(decks: Path, typed: str, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [
        *before,
        GRADER,
        "quiz",
        "interview",
        "--decks",
        str(decks),
        "--seed",
        "1",
        "--level",
        "basic",
        *arguments,
    ]
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, timeout=60, env=environment(decks), cwd="/"
    )


ALL = ("--level", "advanced", "--questions", "2")


def test_an_interview_from_a_pipe_asks_confirms_goes_deeper_and_reports(decks: Path) -> None:
    done = ran(decks, "it is alpha\n\n8\n", *ALL)
    assert (done.returncode, done.stderr) == (PASSED, "")
    assert done.stdout.splitlines() == [
        "mock interview: 2 questions at most, 30 minutes; nothing of it changes when cards come back. "
        "!help says what can be typed",
        "",
        "question 1 of 2, level basic; 30 minutes left",
        "What is alpha?",
        "answer in your own words, on one line",
        "point 1, found: It is alpha.",
        "point 2, not found: It is beta.",
        "which points did you make? Enter: as found; else their numbers, like `1 3`; 0: none",
        "",
        "question 2 of 2, level advanced, deeper; 30 minutes left",
        "How much is 4 times 2?",
        "answer with a number, like `5.2e-3` or `0.9^50`",
        "",
        "every question was asked: 2 of 2 questions answered",
        "score: 75%",
        "level basic: 50% of 1 answer",
        "level advanced: 100% of 1 answer",
        "topic gates: 75% of 2 answers",
        "to revise: grader quiz --cram opener",
        "to practise: grader check lstm",
    ]


def test_the_exit_code_says_whether_the_score_was_reached(decks: Path) -> None:
    passed = ran(decks, "it is alpha\n1 2\n8\n", *ALL, "--pass", "100")
    assert (passed.returncode, passed.stdout.splitlines()[-1]) == (PASSED, "passed: 100 % was asked for")
    missed = ran(decks, "it is alpha\n0\n", *ALL, "--pass", "10")
    assert (missed.returncode, missed.stdout.splitlines()[-1]) == (NOT_YET, "not passed: 10 % was asked for")


def test_help_hints_and_slips_leave_the_question_standing(decks: Path) -> None:
    done = ran(decks, "?\n!help\nalpha\n7\n1\n!quit\n")
    assert "an interviewer gives no hints" in done.stdout
    assert "!quit          end here" in done.stdout
    assert "numbers of points are asked for here; !help lists what can be typed" in done.stdout
    assert "score: 50%" in done.stdout


def test_a_number_that_cannot_be_read_is_said(decks: Path) -> None:
    done = ran(decks, "alpha\n\neight\n8\n", *ALL)
    assert "that could not be read: `eight` is not part of a number" in done.stdout
    assert "level advanced: 100% of 1 answer" in done.stdout


def test_the_end_of_input_ends_the_interview_with_its_report(decks: Path) -> None:
    done = ran(decks, "")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        PASSED, "you left before the end: 0 of 8 questions answered",
    )  # fmt: skip


def test_closed_input_and_bytes_that_are_no_text_end_no_interview_with_a_traceback(decks: Path) -> None:
    command = f"{GRADER} quiz interview --decks {decks} --level basic"
    closed = subprocess.run(
        ["sh", "-c", f"{command} <&-"], capture_output=True, text=True, timeout=60, env=environment(decks)
    )
    assert (closed.returncode, closed.stderr) == (PASSED, "")
    odd = subprocess.run(
        command.split(), input=b"\xff alpha\n\n", capture_output=True, timeout=60, env=environment(decks)
    )
    assert (odd.returncode, odd.stderr) == (PASSED, b"")
    assert b"score: 50%" in odd.stdout


def test_an_interview_touches_nothing_that_is_kept(decks: Path) -> None:
    file = decks.parent / "home" / FILE
    with Store(file) as store:
        store.add([review(1, "opener"), review(2, "deeper")])
    before = file.read_bytes()
    assert ran(decks, "alpha\n\n8\n", *ALL).returncode == PASSED
    assert file.read_bytes() == before
    with Store(file) as store:
        assert len(list(store.lines())) == 2


def test_an_interview_makes_no_database_where_there_was_none(decks: Path) -> None:
    ran(decks, "alpha\n\n8\n", *ALL)
    assert not (decks.parent / "home" / FILE).exists()


def test_the_transcript_is_written_even_when_one_leaves(decks: Path) -> None:
    file = decks.parent / "talk.md"
    done = ran(decks, "alpha\n\n!quit\n", *ALL, "--transcript", str(file))
    assert done.stderr == f"wrote {file}\n"
    assert "```text\nalpha\n```" in file.read_text(encoding="utf-8")


def test_a_transcript_that_cannot_be_written_is_said_before_the_first_question(decks: Path) -> None:
    done = ran(decks, "", "--transcript", str(decks / "none" / "talk.md"))
    assert (done.returncode, done.stdout) == (MACHINE, "")
    assert "the transcript cannot be written: there is no such folder" in done.stderr


def test_a_transcript_that_turns_out_unwritable_is_said_after_the_report(decks: Path) -> None:
    done = ran(decks, "alpha\n\n", *ALL, "--transcript", "/dev/full")
    assert done.returncode == MACHINE
    assert "score: 50%" in done.stdout
    assert "the file cannot be written: No space left on device" in done.stderr


def test_a_transcript_that_has_no_room_leaves_the_former_one_as_it_was(decks: Path) -> None:
    file = decks.parent / "talk.md"
    file.write_text("the former one")
    no_room = ("sh", "-c", 'ulimit -f 8; exec "$@"', "sh")  # 4 KiB a file: as a full disk, each write beyond it fails
    done = ran(decks, "alpha" * 2000 + "\n\n", *ALL, "--transcript", str(file), before=no_room)
    assert (done.returncode, file.read_text()) == (MACHINE, "the former one")
    assert "the file cannot be written: File too large" in done.stderr


def test_cards_that_are_no_interview_questions_are_said_to_be_none(decks: Path) -> None:
    done = ran(decks, "", "--tag", "letters")
    assert done.returncode == USAGE
    assert "no question of an interview is among these cards" in done.stderr


def test_a_tag_that_nothing_has_is_refused_with_the_nearest(decks: Path) -> None:
    done = ran(decks, "", "--tag", "gate")
    assert done.returncode == USAGE
    assert "Did you mean `gates`?" in done.stderr


def test_a_date_says_what_will_be_remembered_and_asks_nothing(decks: Path) -> None:
    day = (date.today() + timedelta(days=900)).isoformat()
    done = ran(decks, "", "--date", day)
    assert (done.returncode, done.stderr) == (PASSED, "")
    assert done.stdout.startswith(f"on {day} you will remember 0% of 2 cards, if you learn nothing more\n")
    assert "2 of them you have not seen" in done.stdout


def test_a_date_that_is_past_is_refused(decks: Path) -> None:
    done = ran(decks, "", "--date", "2020-01-01")
    assert done.returncode == USAGE
    assert "2020-01-01 is past" in done.stderr


def test_a_day_that_nobody_can_speak_about_is_refused_at_once(decks):
    done = ran(decks, "", "--date", "9999-12-31")

    assert done.returncode == USAGE
    assert "9999-12-31 is more than 10 years away" in done.stderr


@pytest.mark.parametrize("plain", [False, True])
def test_in_a_terminal_a_line_can_be_edited_unless_it_is_to_be_plain(plain: bool, decks: Path) -> None:
    arguments = ["quiz", "interview", "--decks", str(decks), "--seed", "1", "--questions", "1", "--level", "basic"]
    given = {name: value for name, value in environment(decks).items() if name != "NO_COLOR"}
    terminal = pexpect.spawn(
        GRADER,
        [*arguments, *(["--plain"] if plain else [])],
        env={**given, "TERM": "xterm-256color"},
        encoding="utf-8",
        timeout=30,
    )
    terminal.expect("answer in your own words, on one line")
    shown = terminal.before
    if plain:
        terminal.sendline("alpha")
    else:
        terminal.expect("> ")
        terminal.send("lpha\x01a\r")  # Ctrl-A: to the beginning of the line
    terminal.expect("point 1, found")
    terminal.sendline("")
    terminal.expect("score: 50%")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == PASSED
    assert ("\x1b[1m" in (shown or "")) == (not plain)


def test_the_course_has_openers_and_follow_ups_on_every_level(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "quizzes", tmp_path / "decks")
    for level in ("basic", "intermediate", "advanced", "senior"):
        done = subprocess.run(
            [GRADER, "quiz", "interview", "--decks", str(tmp_path / "decks"), "--level", level, "--seed", "1"],
            input="\n" * 8, capture_output=True, text=True, timeout=60, env=environment(tmp_path / "decks"),
        )  # fmt: skip
        assert f"level {level}: 0% of 8 answers" in done.stdout
