"""`grader quiz` as a process with lines in and lines out, in a learner's folder of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from helpers import ROOT
from quiz_helpers import days, event, review

from grader.quiz.days import study_day
from grader.quiz.folder import FILE
from grader.quiz.log import Review
from grader.quiz.store import Store

GRADER = str(Path(sys.executable).with_name("grader"))
DECKS = str(ROOT / "tests" / "quiz" / "small")
PASSED, NOT_YET, USAGE, MACHINE = 0, 1, 2, 3

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command with a home of its own; `typed` is what its standard input holds."""

    def ran(*arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "GRADER_HOME": str(tmp_path), "PYTHONUTF8": "1", **environment}
        return subprocess.run(
            [GRADER, *arguments], input=typed, capture_output=True, text=True, timeout=60, env=given, cwd="/"
        )

    return ran


def session(run: Run, typed: str, *options: str) -> str:
    done = run("quiz", *options, "--decks", DECKS, "--seed", "3", typed=typed)
    assert (done.returncode, done.stderr) == (PASSED, "")
    return done.stdout


def stored(folder: Path) -> list[Review]:
    with Store(folder / FILE) as store:
        return [line for line in store.lines() if isinstance(line, Review)]


def put(folder: Path, *lines: Review) -> None:
    with Store(folder / FILE) as store:
        store.add(lines)


def ago(count: float) -> dict[str, object]:
    """The time so many days ago, and its study day here."""
    at = datetime.now(UTC) - timedelta(days=count)  # noqa: TID251  the command reads the real clock, too
    return {"at": at, "day": study_day(at)}


def letter(printed: str, option: str) -> str:
    found = re.findall(rf"^([a-z])\) {option}$", printed, re.MULTILINE)
    return found[-1]


# A session in lines


def test_a_session_from_a_pipe_asks_reveals_saves_and_sums_up(run: Run, tmp_path: Path) -> None:
    shown = session(run, "", "--kind", "choice")
    right = letter(shown, "exploding gradients")
    printed = session(run, f"{right}\n4\n\n", "--kind", "choice")
    assert printed.splitlines()[1:8] == [
        "card 1 of 2, new, level basic, deck small",
        "What does clipping the norm fix?",
        *shown.splitlines()[3:5],
        "answer with the letters of all that is right, like `a` or `a c`; ? for a hint",
        "how sure are you? 1 guessed, 2 unsure, 3 fairly sure, 4 sure",
        "✓ right",
    ]
    assert "because: It only scales down." in printed
    assert "1 Again (1 day), 2 Hard (1 day), 3 Good (2 days), 4 Easy (8 days); Enter for Easy" in printed
    assert re.search(r"^saved: Easy; it comes back in 8 days, on \d{4}-\d\d-\d\d$", printed, re.MULTILINE)
    assert printed.endswith(
        "\n1 answer saved: 1 right, 0 partly, 0 not\nwhere you said `sure`: 1 of 1 right\n"
        "1 card left; the same command goes on\n"
    )
    (line,) = stored(tmp_path)
    assert (line.card, line.answer, line.rating, line.confidence, line.share) == ("clip", right, 4, 4, 1.0)


def test_nothing_in_lines_is_colour_box_or_redraw(run: Run) -> None:
    printed = session(run, "?\n?\n?\n\n1\n!help\n" * 8)
    assert "\x1b" not in printed and "\r" not in printed
    assert not re.search("[─│╭╮╰╯█]", printed)


def test_a_right_word_in_a_gap_and_a_number_as_people_write_it(run: Run, tmp_path: Path) -> None:
    session(run, "Spectral Norm\n\n", "norms", "--no-confidence")
    printed = session(run, "", "power", "--no-confidence")
    base, power = re.search(r"What is ([\d.]+) to the power (\d+)", printed).groups()
    session(run, f"{base}^{power}\n\n", "power", "--no-confidence")
    assert [(line.card, line.share) for line in stored(tmp_path)] == [("norms.1", 1.0), ("power", 1.0)]


def test_free_recall_shows_the_points_and_takes_the_learners_word(run: Run, tmp_path: Path) -> None:
    printed = session(run, "it shrinks everything alike\n1 2\n\n", "--kind", "recall", "--no-confidence")
    assert "point 1, found: It only scales down.\npoint 2, not found: The ratio between lags stays." in printed
    assert "which points did you make? Enter: as found; else their numbers, like `1 3`; 0: none" in printed
    assert stored(tmp_path)[0].share == 1.0


def test_what_is_no_answer_here_is_said_to_be_none(run: Run) -> None:
    printed = session(run, "\nmaybe\n9\n", "clip")
    assert printed.count("that is none of the answers here; !help lists what can be typed") == 2


def test_an_answer_that_cannot_be_read_is_asked_again(run: Run) -> None:
    assert "that could not be read: answer with letters from a to b" in session(run, "the first\n", "clip")


def test_after_a_hint_too_it_is_said_why_an_answer_could_not_be_read(run: Run) -> None:
    printed = session(run, "?\nthe first\n?\n", "clip")
    said = [line.partition(":")[0] for line in printed.splitlines() if line.startswith(("hint", "that could"))]
    assert said == ["hint 1 of 2", "that could not be read", "hint 2 of 2"]


def test_help_lists_every_word_that_can_be_typed(run: Run) -> None:
    printed = session(run, "!what\n")
    for word in ("?", "!undo", "!suspend", "!bury", "!flag", "!unflag", "!quit", "!help"):
        assert f"\n{word} " in printed or f" {word} " in printed


def test_hints_come_one_by_one_until_there_is_none(run: Run) -> None:
    printed = session(run, "?\n?\n?\n", "clip")
    assert "hint 1 of 2: Think of the factor." in printed
    assert "hint 2 of 2: It is at most 1." in printed
    assert "there is no other hint" in printed


def test_mathematics_in_words_on_request(run: Run) -> None:
    printed = session(run, "", "carry", "--spoken")
    assert "What reaches step t from step t + 1?" in printed
    assert "nothing" in printed
    revealed = session(run, "a\n\n\n", "carry", "--spoken", "--no-confidence")
    assert "h sub t" in revealed and "h_t" not in revealed


def test_a_letter_that_no_terminal_obeys_in_a_note_is_shown_written_out(run: Run) -> None:
    session(run, "!flag \x1b[2J wrong\n", "clip")
    done = run("quiz", "flagged", "--decks", DECKS)
    assert done.stdout == f"{DECKS}/small.yaml:7: clip: \\x1b[2J wrong\n"


def test_text_that_is_not_utf8_is_an_answer_like_any_other(tmp_path: Path) -> None:
    command = [GRADER, "quiz", "norms", "--decks", DECKS, "--no-confidence"]
    home = {**os.environ, "GRADER_HOME": str(tmp_path)}
    done = subprocess.run(
        command, input=b"\xff\xfe\x00\n\n" + b"x" * 200_000 + b"\n", capture_output=True, env=home, timeout=60
    )
    assert done.returncode == PASSED
    assert stored(tmp_path)[0].rating == 1


def test_an_answer_of_megabytes_is_one_answer(run: Run, tmp_path: Path) -> None:
    session(run, "x" * 3_000_000 + "\n\n", "norms", "--no-confidence")
    (line,) = stored(tmp_path)
    assert len(line.answer) == 4000


def test_without_a_standard_input_the_first_card_is_shown_and_that_is_all(tmp_path: Path) -> None:
    command = ["sh", "-c", 'exec "$0" quiz clip --decks "$1" <&-', GRADER, DECKS]
    home = {**os.environ, "GRADER_HOME": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=home, timeout=60)
    assert (done.returncode, done.stderr) == (PASSED, "")
    assert done.stdout.endswith("no answer was given\n1 card left; the same command goes on\n")


def test_a_reader_that_leaves_ends_the_session_quietly(tmp_path: Path) -> None:
    """`yes "" | grader quiz --cram | head -1` would go on for ever: every card is wrong and comes again."""
    command = ["sh", "-c", 'yes "" | "$0" quiz --cram --decks "$1" | head -1', GRADER, DECKS]
    home = {**os.environ, "GRADER_HOME": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=home, timeout=60)
    assert (done.returncode, done.stderr) == (PASSED, "")


# What is asked


def test_a_word_that_is_in_no_deck_is_a_slip_with_a_suggestion(run: Run) -> None:
    done = run("quiz", "smal", "--decks", DECKS)
    assert done.returncode == USAGE
    assert "there is no deck, tag or card `smal`. Did you mean `small`?" in done.stderr
    done = run("quiz", "--exercise", "lstm", "--decks", DECKS)
    assert "there is no exercise with cards `lstm`." in done.stderr


@pytest.mark.parametrize(
    ("options", "first"),
    [
        (["--level", "advanced"], "card 1 of 1, new, level advanced"),
        (["--kind", "recall"], "card 1 of 1, new"),
        (["--exercise", "bptt"], "card 1 of 1, new"),
        (["tiny", "--limit", "2"], "card 1 of 2, new"),
        (["--new", "1"], "card 1 of 1, new"),
        (["--cram"], "card 1 of 6, for practice only"),
    ],
)
def test_options_narrow_what_is_asked(run: Run, options: list[str], first: str) -> None:
    assert first in session(run, "", *options)


def test_where_nothing_is_due_the_next_day_is_named(run: Run, tmp_path: Path) -> None:
    put(tmp_path, review(1, "clip", 3, **ago(0.5)))
    due = stored(tmp_path)[0].day + days(2)
    printed = session(run, "", "clip")
    assert printed.startswith(f"Nothing is due now. The next one is due on {due}.")
    assert session(run, "", "--flagged").startswith("Nothing is due now. `--cram` asks")


def test_a_card_that_is_due_says_so_and_one_that_was_reworded_too(run: Run, tmp_path: Path) -> None:
    put(tmp_path, review(1, "clip", 3, **ago(9)))
    printed = session(run, "", "clip")
    assert "card 1 of 1, due, level basic, deck small\nreworded since you last saw it\n" in printed


def test_cramming_moves_no_schedule(run: Run, tmp_path: Path) -> None:
    session(run, "\n\n", "clip", "--cram")
    with Store(tmp_path / FILE) as store:
        assert store.memory("clip").due is None
    assert stored(tmp_path)[0].mode == "cram"


def test_minutes_end_a_session(run: Run) -> None:
    printed = session(run, "\n\n" * 9, "--minutes", "0.000001")
    assert "1 answer saved" in printed and "6 cards left" in printed  # five, and the one that was wrong


def test_a_misconception_in_an_answer_brings_its_cure_next(run: Run) -> None:
    wrong = letter(session(run, "", "clip"), "vanishing gradients")
    printed = session(run, f"{wrong}\n\n\n", "clip", "--no-confidence")
    assert "the answer shows a wrong idea that has a card of its own; it comes next" in printed
    assert "card 2 of 3, against a wrong idea that showed, level basic" in printed
    assert "1 against wrong ideas that showed" in run("quiz", "due", "--decks", DECKS).stdout


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ([], 6),  # clip again, and all the others, its cure among them
        (["--new", "2"], 2),  # clip again, and its cure, which is the day's second new card
        (["clip"], 1),  # clip again; its cure has another name and waits for a session that wants it
    ],
)
def test_the_cards_left_are_those_that_the_same_command_asks(run: Run, options: list[str], left: int) -> None:
    wrong = letter(session(run, "", "clip"), "vanishing gradients")
    printed = session(run, f"{wrong}\n\n", *options, "--no-confidence")
    assert f"{left} card{'s' * (left > 1)} left; the same command goes on" in printed
    assert f"\ncard 1 of {left}, " in session(run, "", *options)


def test_a_session_with_a_limit_has_left_what_its_limit_leaves(run: Run) -> None:
    right = letter(session(run, "", "clip"), "exploding gradients")
    printed = session(run, f"{right}\n\n", "--limit", "3", "--no-confidence")
    assert printed.endswith("1 answer saved: 1 right, 0 partly, 0 not\n2 cards left; the same command begins again\n")
    printed = session(run, "\n4\n", "--limit", "1", "--no-confidence")
    assert printed.endswith("1 answer saved: 0 right, 0 partly, 1 not\n")


def test_what_is_left_of_a_round_of_cramming_is_said_as_that(run: Run) -> None:
    printed = session(run, "\n\n", "tiny", "--cram", "--limit", "3", "--no-confidence")
    assert printed.endswith("3 cards left; the same command begins again\n")  # two, and the one that was wrong


def test_a_lapsed_card_offers_its_exercise(run: Run, tmp_path: Path) -> None:
    put(tmp_path, review(1, "clip", 3, **ago(9)))
    assert "its exercise practises it: grader check clipping" in session(run, "\n\n", "clip")


def test_lint_and_due_count_the_same_cards(run: Run) -> None:
    linted = run("quiz", "lint", f"{DECKS}/small.yaml")
    assert linted.stderr == "1 deck, 7 cards, 0 mistakes\n"  # the last note has two gaps: each comes back by itself
    assert json.loads(run("quiz", "due", "--format", "json", "--decks", DECKS).stdout)["cards"] == 7


# Undo, suspend, bury


def test_undo_in_a_session_asks_again_and_across_sessions_too(run: Run, tmp_path: Path) -> None:
    printed = session(run, "\n\n!undo\n\n2\n", "clip", "--no-confidence")
    assert printed.count("What does clipping the norm fix?") == 3  # asked, again because it was wrong, taken back
    assert "taken back: answer it again" in printed
    with Store(tmp_path / FILE) as store:
        assert [line.rating for line in store.reviews() if isinstance(line, Review)] == [2]
    again = session(run, "!undo\n!undo\n", "carry")
    assert "taken back: answer it again\n\ncard 1 of 2, due, level basic, deck small\n" in again
    assert "there is nothing to take back" in again


def test_undo_from_the_command_line_has_no_limit(run: Run, tmp_path: Path) -> None:
    session(run, "\n\n" * 3, "--no-confidence", "--limit", "3")
    done = run("quiz", "undo", "2")
    assert re.fullmatch(r"(taken back: the answer `` to [\w.-]+, \d{4}-\d\d-\d\d \d\d:\d\d\n){2}", done.stdout)
    assert run("quiz", "undo", "99").stdout.endswith("there is nothing to take back\n")
    with Store(tmp_path / FILE) as store:
        assert list(store.reviews()) == []


@pytest.mark.parametrize("word", ["suspend", "bury"])
def test_a_card_can_be_sent_away_and_is_not_asked_again(run: Run, word: str) -> None:
    printed = session(run, f"!{word}\n", "clip")
    assert (
        "suspended: this card is not asked any more" if word == "suspend" else "buried: this card waits until"
    ) in printed
    assert session(run, "", "clip").startswith("Nothing is due now.")
    assert f"taken back: {word} of clip" in run("quiz", "undo").stdout
    assert "card 1 of 1, new" in session(run, "", "clip")


def test_a_suspended_card_is_listed_and_taken_back(run: Run) -> None:
    assert run("quiz", "suspended", "--decks", DECKS).stdout == "no card is suspended\n"
    session(run, "!suspend\n", "clip")
    assert run("quiz", "suspended", "--decks", DECKS).stdout == "clip: as you wished\n"
    done = run("quiz", "suspended", "--take-back", "small", "--decks", DECKS)
    assert done.stdout == "clip: taken back\n"
    assert "card 1 of 1, new" in session(run, "", "clip")


def test_a_leech_says_how_often_it_was_forgotten(run: Run, tmp_path: Path) -> None:
    put(tmp_path, *(review(n, "clip", 3 if n == 1 else 1, **ago(4000 - 400 * n)) for n in range(1, 10)))
    assert run("quiz", "suspended", "--decks", DECKS).stdout == "clip: forgotten 8 times\n"


def test_a_reset_card_is_new_again_until_undo(run: Run, tmp_path: Path) -> None:
    put(tmp_path, review(1, "clip", 3, **ago(9)))
    assert run("quiz", "reset", "tiny", "--decks", DECKS).stdout == "1 card will be learned anew\n"
    assert "card 1 of 1, new" in session(run, "", "clip")
    run("quiz", "undo")
    assert "card 1 of 1, due" in session(run, "", "clip")


# due, log


def test_due_counts_in_words_and_in_json(run: Run, tmp_path: Path) -> None:
    assert run("quiz", "due", "--decks", DECKS).stdout == "0 due, 7 new; begin: grader quiz\n"
    put(tmp_path, review(1, "clip", 3, **ago(9)), review(2, "carry", 1, **ago(0)))
    counts = json.loads(run("quiz", "due", "--decks", DECKS, "--format", "json").stdout)
    assert counts["schema_version"] == 1
    assert {name: counts[name] for name in ("due", "again", "cures", "new", "asleep", "cards")} == {
        "due": 1, "again": 1, "cures": 0, "new": 5, "asleep": 0, "cards": 7,
    }  # fmt: skip
    assert run("quiz", "due", "--decks", DECKS).stdout.startswith("1 due, 5 new, 1 wrong today and not Good since;")


def test_the_first_page_of_grader_knows_how_many_cards_are_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from grader.cli.home import due_cards
    from grader.quiz import find

    monkeypatch.setenv("GRADER_HOME", str(tmp_path))
    monkeypatch.setattr(find, "quizzes_root", lambda: Path(DECKS))
    assert due_cards() is None
    put(tmp_path, review(1, "clip", 3, **ago(9)), review(2, "carry", 1, **ago(0)))
    assert due_cards() == 2
    monkeypatch.setattr(find, "quizzes_root", lambda: tmp_path)
    assert due_cards() is None
    assert capsys.readouterr().err == "note: there are no decks; grader quiz due says more\n"


def test_one_line_and_one_card_are_counted_as_people_say_it(run: Run, tmp_path: Path) -> None:
    put(tmp_path, review(1, "clip", 3, **ago(9)))
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "one.yaml").write_text(
        "deck: one\nversion: 1\ntitle: One\ndefaults: {source: pascanu2013, level: basic}\ncards:\n"
        "  - {id: a, type: recall, front: Why?, key_points: [because]}\n"
    )
    log, cards = tmp_path / "log.jsonl", tmp_path / "cards.csv"

    assert run("quiz", "log", "export", str(log)).stderr == f"1 line written to {log}\n"
    exported = run("quiz", "export", "--format", "csv", "-o", str(cards), "--decks", str(tmp_path / "one"))
    assert exported.stderr == f"wrote {cards}: 1 card\n"


def test_a_log_goes_to_another_machine_and_merges_there(run: Run, tmp_path: Path) -> None:
    session(run, "\n\n" * 2, "--no-confidence", "--limit", "2")
    file = tmp_path / "log.jsonl"
    assert run("quiz", "log", "export", str(file)).stderr == f"2 lines written to {file}\n"
    assert run("quiz", "log", "export", "-").stdout == file.read_text(encoding="utf-8")
    other = str(tmp_path / "other")
    assert run("quiz", "log", "import", str(file), GRADER_HOME=other).stdout == "2 of 2 lines were new\n"
    assert run("quiz", "log", "import", str(file), GRADER_HOME=other).stdout == "0 of 2 lines were new\n"
    assert stored(tmp_path / "other") == stored(tmp_path)


def test_a_log_that_is_none_is_refused_with_its_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text("hello\n")
    done = run("quiz", "log", "import", str(file))
    assert done.returncode == MACHINE
    assert f"{file}:1: the line is not JSON in UTF-8" in done.stderr


def test_a_log_that_cannot_be_written_is_said_to_be_so(run: Run, tmp_path: Path) -> None:
    done = run("quiz", "log", "export", str(tmp_path / "none" / "log"))
    assert done.returncode == MACHINE
    assert "the file cannot be written: No such file or directory" in done.stderr


# When things break


def test_a_damaged_file_is_set_aside_and_the_learner_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"x" * 5000)
    done = run("quiz", "due", "--decks", DECKS)
    assert (done.returncode, done.stdout) == (PASSED, "0 due, 7 new; begin: grader quiz\n")
    assert "the file of your answers was damaged. It is set aside as" in done.stderr
    assert "0 lines of it were kept, nobody can say how many were in it" in done.stderr
    (aside,) = tmp_path.glob("quiz.damaged-*.sqlite")
    assert aside.read_bytes() == b"x" * 5000
    assert run("quiz", "due", "--decks", DECKS).stderr == ""


def test_damage_that_comes_to_light_later_is_mended_for_the_next_run(run: Run, tmp_path: Path) -> None:
    put(tmp_path, *(review(n, f"c{n}", answer="y" * 50, **ago(n)) for n in range(1, 400)))
    content = bytearray((tmp_path / FILE).read_bytes())
    leaves = [
        at for at in range(4096, len(content), 4096) if content[at] == 0x0D and b"y" * 50 in content[at : at + 4096]
    ]
    content[leaves[3] : leaves[3] + 4096] = b"\xff" * 4096
    (tmp_path / FILE).write_bytes(content)
    done = run("quiz", "log", "export", str(tmp_path / "log"))
    assert done.returncode == MACHINE
    assert "to do: give the same command again" in done.stderr
    kept = int(re.search(r"(\d+) lines of it were kept, \d+ could not be read", done.stderr)[1])
    assert 300 < kept < 399
    assert f"{kept} lines written" in run("quiz", "log", "export", str(tmp_path / "log")).stderr


@pytest.mark.parametrize("name", ["inbox.jsonl", "inbox.jsonl.taken", "inbox.jsonl.lock"])
@pytest.mark.parametrize("plant", [Path.mkdir, os.mkfifo])
def test_an_inbox_that_is_no_file_is_named_and_not_waited_for(run: Run, tmp_path: Path, plant, name: str) -> None:
    plant(tmp_path / name)
    done = run("quiz", "due", "--decks", DECKS)
    if plant is os.mkfifo and name.endswith("lock"):  # a FIFO is as good a lock as a file
        assert done.returncode == PASSED, done.stderr
        return
    assert done.returncode == MACHINE, done.stderr
    assert "what other commands left word of cannot be read: " in done.stderr
    assert f"where: {tmp_path}/inbox.jsonl" in done.stderr
    assert "to do: move it away by hand" in done.stderr


def test_lines_of_the_inbox_that_are_no_word_of_ours_are_passed_over(run: Run, tmp_path: Path) -> None:
    word = {"id": "0" * 32, "at": "2026-11-01T10:00:00.000000+00:00", "misconception": "x", "exercise": "y"}
    evil = [{**word, "at": "0001-01-01T00:00:00.000000+14:00"}, {**word, "misconception": "\ud800"}, [1], None, word]
    lines = ['{"at":' * 5000, "[" * 9000, *map(json.dumps, evil)]
    (tmp_path / "inbox.jsonl").write_text("\n".join(lines))
    assert run("quiz", "due", "--decks", DECKS).returncode == PASSED
    with Store(tmp_path / FILE) as store:
        assert [line.misconception for line in store.lines()] == ["x"]


def test_the_name_of_a_deck_is_shown_and_never_obeyed_by_the_terminal(run: Run, tmp_path: Path) -> None:
    from grader.errors import DeckError
    from grader.render.terminal import error_text

    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "\x1b[2J.yaml").write_bytes((Path(DECKS) / "small.yaml").read_bytes())
    (decks / "sources.yaml").write_bytes((Path(DECKS) / "sources.yaml").read_bytes())
    put(tmp_path, event(1, "flag", card="clip", note="\x1b[31m"))
    assert run("quiz", "flagged", "--decks", str(decks)).stdout.startswith(f"{decks}/\\x1b[2J.yaml:")
    assert "\x1b[2J" not in error_text(DeckError("it is \x1b[2J", where="\x1b[2J.yaml"))


def test_a_home_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("quiz", "due", "--decks", DECKS, GRADER_HOME=str(tmp_path / "file" / "home"))
    assert done.returncode == MACHINE
    assert "the answers cannot be kept: Not a directory" in done.stderr
    assert "name another one in GRADER_HOME" in done.stderr


def test_a_file_that_another_terminal_mended_first_is_used_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the second of two terminals meets that found the damage at the same time."""
    import grader.quiz.rescue  # noqa: F401  so that it has the real Store
    from grader.cli import quiz_home
    from grader.errors import DamagedStoreError

    put(tmp_path, review(1, "clip", **ago(1)))
    seen = iter([DamagedStoreError("damaged")])

    def opening(file: Path) -> Store:
        for error in seen:
            raise error
        return Store(file)

    monkeypatch.setenv("GRADER_HOME", str(tmp_path))
    monkeypatch.setattr("grader.quiz.store.Store", opening)
    with quiz_home.opened() as store:
        assert len(list(store.lines())) == 1
    assert capsys.readouterr().err == "the file of your answers was damaged; another terminal has mended it\n"


def test_an_undone_answer_to_a_card_that_is_gone_is_said_to_be_so(run: Run, tmp_path: Path) -> None:
    with Store(tmp_path / FILE) as store:
        store.add([review(1, "gone", machine=store.machine, **ago(1)), event(2, "flag", card="gone", note="?")])
    assert run("quiz", "flagged", "--decks", DECKS).stdout == "in no deck any more: gone: ?\n"
    assert "taken back; that card is in no deck any more" in session(run, "!undo\n", "clip")


@pytest.mark.slow
def test_kill_9_in_a_hundred_sessions_loses_no_answer_that_was_confirmed(tmp_path: Path) -> None:
    chance = np.random.default_rng(9)
    command = [GRADER, "quiz", "--decks", DECKS, "--cram", "--no-confidence"]
    home = {**os.environ, "GRADER_HOME": str(tmp_path), "PYTHONUTF8": "1"}
    confirmed = 0
    for _ in range(100):
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=home)
        process.stdin.write(b"\n" * 400)  # every card is answered with `I do not know` and comes again
        process.stdin.flush()
        wanted = int(chance.integers(0, 12))
        seen = 0
        while seen < wanted:
            seen += process.stdout.readline().startswith(b"saved:")
        time.sleep(chance.uniform(0, 0.01))  # the random moment
        process.kill()
        seen += sum(line.startswith(b"saved:") for line in process.stdout.read().split(b"\n")[:-1])
        process.stdout.close()
        process.stdin.close()
        process.wait()
        confirmed += seen
    with Store(tmp_path / FILE) as store:
        kept = len(list(store.reviews()))
        before = store.memories()
        store.rebuild()
        assert store.memories() == before
    assert confirmed > 300
    assert confirmed <= kept <= confirmed + 100  # at most the one that was being saved


# What `grader check` leaves


WRONG = ROOT / "tests" / "submissions" / "bptt" / "no_carry.py"


@pytest.fixture
def wrong_bptt(tmp_path: Path) -> str:
    file = tmp_path / "work" / "bptt.py"
    file.parent.mkdir()
    file.write_bytes(WRONG.read_bytes())
    return str(file)


@pytest.mark.slow
def test_a_misconception_found_by_check_brings_its_card_first(run: Run, wrong_bptt: str) -> None:
    checked = run("check", wrong_bptt)
    assert (checked.returncode, checked.stderr) == (NOT_YET, "")
    run("check", wrong_bptt)
    assert "1 against wrong ideas that showed" in run("quiz", "due", "--decks", DECKS).stdout
    printed = session(run, "the carry\n\n", "--limit", "1", "--no-confidence")
    assert "card 1 of 1, against a wrong idea that showed, level basic, deck small\nWhat reaches step t" in printed
    right = letter(printed, "the carry")
    session(run, f"{right}\n\n", "--limit", "1", "--no-confidence")
    assert "wrong ideas" not in run("quiz", "due", "--decks", DECKS).stdout


@pytest.mark.slow
def test_check_gives_its_verdict_where_no_card_can_be_scheduled(run: Run, wrong_bptt: str, tmp_path: Path) -> None:
    fine = run("check", wrong_bptt)
    (tmp_path / "file").write_text("")
    done = run("check", wrong_bptt, GRADER_HOME=str(tmp_path / "file" / "home"))
    assert (done.returncode, done.stdout) == (fine.returncode, fine.stdout)
    assert "no card was scheduled:" in done.stderr and "Not a directory" in done.stderr


@pytest.mark.slow
def test_a_class_schedules_nothing_for_the_person_who_checks_it(run: Run, wrong_bptt: str, tmp_path: Path) -> None:
    run("check", wrong_bptt, wrong_bptt)
    assert list(tmp_path.glob("inbox*")) == []
    run("check", wrong_bptt)
    assert list(tmp_path.glob("inbox*")) != []


@pytest.mark.slow
def test_json_schedules_nothing(run: Run, wrong_bptt: str, tmp_path: Path) -> None:
    run("check", wrong_bptt, "--format", "json")
    assert list(tmp_path.glob("inbox*")) == []
