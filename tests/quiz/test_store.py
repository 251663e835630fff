import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_helpers import DAY, NOON, days, event, review

from grader.errors import DamagedStoreError, StoreError
from grader.quiz.folder import FILE
from grader.quiz.log import Line
from grader.quiz.log_text import read, written
from grader.quiz.rescue import rescue
from grader.quiz.store import Store


def test_an_answer_is_there_after_the_file_was_closed_and_opened(tmp_path: Path) -> None:
    with Store(tmp_path / FILE) as store:
        line = review(1, machine=store.machine, answer="‖W‖₂ < 1")
        store.add([line])
    with Store(tmp_path / FILE) as store:
        assert list(store.lines()) == [line]
        assert store.memory("a").due is not None


def test_a_machine_keeps_its_name_and_two_have_different_ones(tmp_path: Path) -> None:
    def name(folder: str) -> str:
        with Store(tmp_path / folder / FILE) as store:
            return store.machine

    assert name("one") == name("one") != name("two")


# The log is the truth


@st.composite
def logs(draw: st.DrawFn) -> list[Line]:
    """Logs of two machines and three cards, with every kind of line, in any order of time; times may be equal."""
    lines: list[Line] = []
    for number in range(draw(st.integers(0, 14))):
        at = NOON + days(draw(st.integers(0, 40)) / 4)
        card, machine = draw(st.sampled_from("abc")), draw(st.sampled_from(["one", "two"]))
        kind = draw(
            st.sampled_from(["review"] * 4 + ["undo", "suspend", "unsuspend", "bury", "flag", "reset", "summon"])
        )
        if kind == "review":
            mode = draw(st.sampled_from(["review", "review", "cram"]))
            rating, revision = draw(st.integers(1, 4)), draw(st.integers(1, 2))
            lines.append(review(number, card, rating, at, machine=machine, mode=mode, revision=revision))
        elif kind == "undo":
            lines.append(event(number, kind, at, machine, target=f"{draw(st.integers(0, 14)):032x}"))
        elif kind == "summon":
            lines.append(event(number, kind, at, machine, misconception=draw(st.sampled_from("xy"))))
        else:
            until = DAY + days(draw(st.integers(0, 10))) if kind == "bury" else None
            lines.append(event(number, kind, at, machine, card=card, until=until))
    return lines


@pytest.mark.slow
@settings(max_examples=60)
@given(lines=logs(), seed=st.integers(0, 1000))
def test_what_is_known_step_by_step_is_what_the_whole_log_says(
    lines: list[Line], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the order and the portions in which lines arrive, and however often."""
    chance = random.Random(seed)
    shuffled = chance.sample(lines, len(lines))
    folder = tmp_path_factory.mktemp("stores")
    with Store(folder / "sorted.sqlite") as one, Store(folder / "shuffled.sqlite") as other:
        for line in lines:
            one.add([line])
        while shuffled:
            portion = shuffled[: chance.randint(1, 4)]
            shuffled = shuffled[len(portion) - (len(shuffled) > 6 and chance.random() < 0.3) :]
            other.add(portion)
        assert one.memories() == other.memories()
        summonses = [sorted(event.id for event in store.summonses()) for store in (one, other)]
        step_by_step = one.memories()
        one.rebuild()
        assert one.memories() == step_by_step
        assert summonses[0] == summonses[1]


def test_adding_a_line_twice_adds_it_once(tmp_path: Path) -> None:
    with Store(tmp_path / FILE) as store:
        lines = [review(1), review(2, at=NOON + days(1))]
        assert store.add(lines) == 2
        before = store.memories()
        assert store.add(lines) == 0
        assert store.memories() == before


def test_lines_are_added_all_or_none(tmp_path: Path) -> None:
    with Store(tmp_path / FILE) as store:
        with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
            store.add([review(1), review(2, rating=5)])
        assert list(store.lines()) == []


def test_undo_goes_back_as_far_as_there_are_lines_and_skips_other_machines(tmp_path: Path) -> None:
    with Store(tmp_path / FILE) as store:
        mine = [review(number, at=NOON + days(number), machine=store.machine) for number in range(5)]
        store.add([*mine, review(9, at=NOON + days(99), machine="elsewhere")])
        states = []
        for number in range(5):
            newest = store.newest()
            assert newest == mine[4 - number]
            store.add([event(100 + number, "undo", NOON + days(100 + number), store.machine, target=newest.id)])
            states.append(store.memory("a").answers)
        assert states == [5, 4, 3, 2, 1]  # what came from elsewhere stays
        assert store.newest() is None


def test_a_summons_is_void_when_the_answer_that_caused_it_is_taken_back(tmp_path: Path) -> None:
    with Store(tmp_path / FILE) as store:
        answer = review(1, machine=store.machine)
        store.add([answer, event(2, "summon", machine=store.machine, target=answer.id, misconception="m")])
        assert [summons.misconception for summons in store.summonses()] == ["m"]
        store.add([event(3, "undo", machine=store.machine, target=answer.id)])
        assert store.summonses() == []


# Two at once

ADD_FIFTY = """
import sys
from pathlib import Path
from quiz_helpers import NOON, days, review
from grader.quiz.store import Store
first = int(sys.argv[2])
with Store(Path(sys.argv[1])) as store:
    for number in range(first, first + 50):
        store.add([review(number, at=NOON + days(number / 7), machine=store.machine)])
"""


@pytest.mark.slow
def test_two_terminals_at_once_lose_no_answer_not_even_of_a_store_that_both_make(tmp_path: Path) -> None:
    tests = Path(__file__).parent.parent
    command = [sys.executable, "-c", ADD_FIFTY, str(tmp_path / FILE)]
    both = [subprocess.Popen([*command, str(first)], cwd=tests) for first in (0, 50)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    with Store(tmp_path / FILE) as store:
        assert sorted(line.id for line in store.lines()) == [f"{number:032x}" for number in range(100)]
        together = store.memories()
        store.rebuild()
        assert store.memories() == together


def test_whoever_waits_too_long_for_another_terminal_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.quiz.store.PATIENCE", 0.05)
    with Store(tmp_path / FILE) as store:
        other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            store.add([review(1)])
        other.close()
    assert "database is locked" in str(caught.value)
    assert caught.value.todo == "close the other terminal, then try again"


# From machine to machine


def test_logs_of_two_machines_merge_to_the_same_in_either_order(tmp_path: Path) -> None:
    with Store(tmp_path / "one.sqlite") as one, Store(tmp_path / "two.sqlite") as two:
        one.add([review(number, at=NOON + days(number), machine=one.machine) for number in range(5)])
        two.add(
            [review(10 + number, rating=1, at=NOON + days(number + 0.75), machine=two.machine) for number in range(5)]
        )
        for store, name in ((one, "one.jsonl"), (two, "two.jsonl")):
            (tmp_path / name).write_text("".join(written(store.lines())), encoding="utf-8")
        assert one.add(read(tmp_path / "two.jsonl", NOON + days(99))) == 5
        assert two.add(read(tmp_path / "one.jsonl", NOON + days(99))) == 5
        assert one.add(read(tmp_path / "two.jsonl", NOON + days(99))) == 0
        assert one.memories() == two.memories()
        assert one.memory("a").lapses > 0


def test_a_log_comes_back_from_its_text_as_it_was(tmp_path: Path) -> None:
    lines = [
        review(1, answer='a "quoted"\nanswer \x1b[2J ‖W‖'),
        event(2, "flag", card="a", note="ψ"),
        event(3, "bury", card="a", until=DAY),
        event(4, "undo", target="0" * 32),
        event(5, "summon", misconception="bptt.no_carry", exercise="bptt"),
    ]
    (tmp_path / "log").write_text("".join(written(lines)), encoding="utf-8")
    assert read(tmp_path / "log", NOON) == lines


@pytest.mark.parametrize(
    ("mistake", "says"),
    [
        ("", "not JSON"),
        ("[]", "not an object"),
        ("[" * 100_000, "longer than"),
        ("[" * 60_000, "not JSON"),
        ("\x00", "not JSON"),
        ('{"kind": "party"}', "`kind` is none of ours"),
        ('{"kind": []}', "`kind` is none of ours"),
        ({"rating": 5}, "`rating` is not 1, 2, 3 or 4"),
        ({"rating": True}, "`rating` is not"),
        ({"share": float("nan")}, "`share` is not a number from 0 to 1"),
        ({"share": 10**400}, "`share` is not a number from 0 to 1"),
        ({"retention": -(10**400)}, "`retention` is not a number"),
        ({"answer": "half of a character: \ud800"}, "`answer` is not a text"),
        ({"card": "\udfff"}, "`card` is not a text of 1 to 200"),
        ({"at": "yesterday"}, "`at` is not a time"),
        ({"at": "2026-12-12T10:11:12.000000+01:00"}, "`at` is not a time"),
        ({"day": "0001-01-01"}, "`day` is not a day"),
        ({"day": "2026-11-25"}, "`day` is not the day of `at`"),
        ({"at": "2099-11-20T12:00:00.000000+00:00", "day": "2099-11-20"}, "`at` is in the future"),
        ({"id": "../../etc/passwd"}, "`id` is not 32 hexadecimal digits"),
        ({"milliseconds": 10**400}, "`milliseconds` is not a whole number"),
        ({"card": "x" * 201}, "`card` is not a text of 1 to 200"),
        ({"mode": {}}, "`mode` is not review"),
        ({"shoe": 1}, "`shoe` is unknown"),
        ({"card": None}, "`card` is not a text"),
    ],
)
def test_a_line_of_a_log_that_is_none_is_named_with_its_place_and_nothing_is_taken(
    mistake: str | dict, says: str, tmp_path: Path
) -> None:
    import json

    from grader.quiz.tables import plain

    text = mistake if isinstance(mistake, str) else json.dumps({**plain(review(2)), **mistake})
    file = tmp_path / "log.jsonl"
    file.write_text(next(written([review(1)])) + text + "\n", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        read(file, NOON)
    assert caught.value.where.startswith(f"{file}:2: ")
    assert says in caught.value.where
    assert "1 of 2 lines cannot be read, so none was taken" in caught.value.what


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    (tmp_path / "log").write_text('{"kind": "undo", "id": "' + "0" * 32 + '"}\n')
    with pytest.raises(
        StoreError, match="`machine` is missing, `at` is missing, `day` is missing, `target` is missing"
    ):
        read(tmp_path / "log", NOON)


def test_a_log_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the log cannot be read: No such file"):
        read(tmp_path / "none", NOON)


def test_a_log_that_is_far_too_long_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.quiz.log_text.MOST_BYTES", 1000)
    (tmp_path / "log").write_bytes(b"x" * 1001)
    with pytest.raises(StoreError, match="the log is longer than 256 MiB"):
        read(tmp_path / "log", NOON)


def test_of_very_many_bad_lines_the_first_twenty_are_named(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("no\n" * 50)
    with pytest.raises(StoreError, match="50 of 50 lines cannot be read") as caught:
        read(tmp_path / "log", NOON)
    assert caught.value.where.count("not JSON") == 20
    assert caught.value.where.endswith("and 30 more")


def test_a_file_with_nothing_of_ours_in_it_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("\n" * 5000)
    with pytest.raises(StoreError, match="1000 of the first 1000 lines cannot be read") as caught:
        read(tmp_path / "log", NOON)
    assert caught.value.where.endswith("and 980 more")


# Damage


def filled(folder: Path, count: int = 2000) -> Path:
    file = folder / FILE
    with Store(file) as store:
        cards = [f"card-{number % 50}" for number in range(count)]
        store.add(
            [
                review(n, card, at=NOON + days(n / 9), machine=store.machine, answer="x" * 60)
                for n, card in enumerate(cards)
            ]
        )
    return file


def broken_page_of_the_log(file: Path) -> None:
    """Overwrite one leaf in the middle of the log's table."""
    content = bytearray(file.read_bytes())
    leaves = [
        page
        for page in range(4096, len(content), 4096)
        if content[page] == 0x0D and b"x" * 60 in content[page : page + 4096]
    ]
    middle = leaves[len(leaves) // 2]
    content[middle : middle + 4096] = b"\xff" * 4096
    file.write_bytes(content)


def test_a_broken_page_costs_the_lines_on_it_and_no_others(tmp_path: Path) -> None:
    file = filled(tmp_path)
    broken_page_of_the_log(file)
    with Store(file) as store, pytest.raises(DamagedStoreError):
        store.rebuild()
    came = rescue(file, NOON)
    assert came is not None and came.lost is not None and 0 < came.lost < 40
    assert came.kept + came.lost == 2000
    assert came.aside.exists() and came.aside.name == "quiz.damaged-20261120-120000-000000.sqlite"
    with Store(file) as store:
        assert len(list(store.lines())) == came.kept
        again = store.memories()
        store.rebuild()
        assert store.memories() == again


def test_a_file_that_is_no_database_is_set_aside_whole(tmp_path: Path) -> None:
    file = filled(tmp_path, 10)
    whole = b"not a database" * 1000
    file.write_bytes(whole)
    with pytest.raises(DamagedStoreError, match="the file of answers is damaged: file is not a database"):
        Store(file)
    came = rescue(file, NOON)
    assert came is not None
    assert (came.kept, came.lost) == (0, None)
    assert came.aside.read_bytes() == whole


def test_what_only_the_write_ahead_log_holds_is_kept(tmp_path: Path) -> None:
    """A process that was killed leaves its last answers there."""
    file, copy = tmp_path / FILE, tmp_path / "copy"
    copy.mkdir()
    with Store(file) as store:
        store.add([review(number, at=NOON + days(number), machine=store.machine) for number in range(3)])
        db = sqlite3.connect(file)
        db.execute("UPDATE log SET at = 'yesterday' WHERE line = 2")
        db.commit()
        for ending in ("", "-wal"):
            (copy / f"{FILE}{ending}").write_bytes(file.with_name(f"{FILE}{ending}").read_bytes())
        db.close()
    assert (copy / f"{FILE}-wal").stat().st_size > 0
    came = rescue(copy / FILE, NOON)
    assert came is not None
    assert (came.kept, came.lost) == (2, 1)


def test_a_value_that_none_of_us_wrote_is_damage_too_and_costs_its_line(tmp_path: Path) -> None:
    file = filled(tmp_path, 10)
    db = sqlite3.connect(file)
    db.execute("UPDATE log SET at = 'yesterday' WHERE line = 4")
    db.commit()
    db.close()
    with Store(file) as store, pytest.raises(DamagedStoreError, match="a row cannot be read"):
        store.rebuild()
    came = rescue(file, NOON)
    assert came is not None and (came.kept, came.lost) == (9, 1)


def test_a_second_terminal_does_not_set_aside_what_the_first_has_mended(tmp_path: Path) -> None:
    file = filled(tmp_path, 10)
    file.write_bytes(b"x" * 5000)
    assert rescue(file, NOON) is not None
    assert rescue(file, NOON) is None
    assert len(list(tmp_path.glob("*.damaged-*"))) == 1


def test_a_terminal_whose_file_was_set_aside_meanwhile_says_so_and_saves_nothing_there(tmp_path: Path) -> None:
    file = filled(tmp_path)
    with Store(file) as store:
        broken_page_of_the_log(file)
        came = rescue(file, NOON)
        assert came is not None
        with pytest.raises(StoreError, match="another terminal has set the file of answers aside meanwhile"):
            store.add([review(9999, "elsewhere")])


def test_a_newer_graders_answers_are_left_alone(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    db = sqlite3.connect(tmp_path / FILE)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="kept by a newer grader") as caught:
        Store(tmp_path / FILE)
    assert not isinstance(caught.value, DamagedStoreError)


def test_a_place_that_is_no_folder_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="the answers cannot be kept: Not a directory"):
        Store(tmp_path / "file" / "below" / FILE)


def test_an_answer_taken_back_is_not_among_the_reviews(tmp_path: Path) -> None:
    with Store(tmp_path / FILE) as store:
        one, other = review(1), review(2, at=NOON + days(1))
        store.add([one, other, event(3, "undo", target=one.id)])
        assert list(store.reviews()) == [other]
