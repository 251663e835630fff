"""Decks become cards: from their files, from the cache, and back from a cache that was damaged."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.errors import DeckError
from grader.quiz.cards import Bug, Choice, Cloze, Match, Numeric, Order, Recall
from grader.quiz.load import load_collection
from grader.quiz.verify import refuted

DECKS = Path(__file__).parent / "decks"


def line_of(words: str) -> int:
    """The line of the sample deck that has these words."""
    lines = (DECKS / "every_kind.yaml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DECKS, tmp_path / "decks"))


def test_a_deck_of_every_kind_becomes_cards():
    collection = load_collection(DECKS, None)

    by_id = {card.id: card for card in collection.cards}
    assert [type(card) for card in collection.cards] == [Recall, Choice, Numeric, Cloze, Cloze, Order, Match, Bug]
    assert by_id["power"].params == (("g", (0.5, 0.8, 0.9)), ("n", (20, 50)))
    assert [point.required for point in by_id["why-product"].key_points] == [False, False, True]
    assert by_id["why-product"].source == ("pascanu2013",)
    assert by_id["step-order"].source == ("pytorch", "pascanu2013")
    assert (by_id["power"].level, by_id["clip"].level) == ("intermediate", "basic")
    assert by_id["clip-after-step"].where == f"{DECKS / 'every_kind.yaml'}:{line_of('- id: clip-after-step')}"
    assert collection.sources["pytorch"].startswith("PyTorch documentation")


def test_every_gap_is_a_card_and_the_gaps_are_siblings():
    first, second = (card for card in load_collection(DECKS, None).cards if isinstance(card, Cloze))

    assert (first.id, second.id) == ("singular-not-eigen.1", "singular-not-eigen.2")
    assert first.note == second.note == "singular-not-eigen"
    assert first.gaps == (("largest singular value", "spectral norm", "2-norm"), ("1", "one"))


def test_the_cards_against_a_wrong_idea_are_found():
    collection = load_collection(DECKS, None)

    assert [card.id for card in collection.cures("bptt.no_carry")] == ["why-product"]
    assert collection.cures("bptt.elsewhere") == ()


def test_the_cache_gives_the_same_cards(folder: Path, tmp_path: Path):
    fresh = load_collection(folder, None)

    assert load_collection(folder, tmp_path / "cache") == fresh
    assert load_collection(folder, tmp_path / "cache") == fresh


def test_a_cached_collection_is_loaded_without_pydantic_and_without_yaml(folder: Path, tmp_path: Path):
    load_collection(folder, tmp_path / "cache")
    script = (
        "import sys; from pathlib import Path; from grader.quiz.load import load_collection;"
        f"load_collection(Path({str(folder)!r}), Path({str(tmp_path / 'cache')!r}));"
        "print([name for name in ('pydantic', 'yaml', 'numpy', 'rich', 'fsrs') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00\xff", b"half"])
def test_a_damaged_cache_is_read_anew(folder: Path, tmp_path: Path, damage: bytes):
    fresh = load_collection(folder, tmp_path / "cache")
    for kept in (tmp_path / "cache").iterdir():
        whole = kept.read_bytes()
        kept.write_bytes(whole[: len(whole) // 2] if damage == b"half" else damage)

    assert load_collection(folder, tmp_path / "cache") == fresh


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(folder: Path, tmp_path: Path):
    (tmp_path / "cache").write_text("a file where the folder should be")

    assert load_collection(folder, tmp_path / "cache") == load_collection(folder, None)


def test_a_changed_deck_is_read_anew_and_leaves_one_file_in_the_cache(folder: Path, tmp_path: Path):
    load_collection(folder, tmp_path / "cache")
    deck = folder / "every_kind.yaml"
    deck.write_text(deck.read_text("utf-8").replace("Put one training step in order.", "In which order?"), "utf-8")

    changed = load_collection(folder, tmp_path / "cache")

    assert "In which order?" in {card.front for card in changed.cards if isinstance(card, Order)}
    assert len(list((tmp_path / "cache").iterdir())) == 2


def sha_after(folder: Path, old: str, new: str) -> tuple[str, str]:
    """The sha of the recall card before and after a change of its deck."""
    deck = folder / "every_kind.yaml"
    before = load_collection(folder, None).cards[0].sha
    text = deck.read_text("utf-8")
    assert old in text
    deck.write_text(text.replace(old, new), "utf-8")
    return before, load_collection(folder, None).cards[0].sha


def test_white_space_tags_and_places_do_not_reword_a_card(folder: Path):
    before, after = sha_after(folder, "front: Why does backpropagation", "front:   Why does\n      backpropagation")
    assert before == after
    before, after = sha_after(folder, "tags: [bptt, jacobian]", "tags: [bptt]")
    assert before == after


def test_another_word_rewords_a_card(folder: Path):
    before, after = sha_after(folder, "Why does backpropagation", "Why would backpropagation")

    assert before != after


def test_a_deck_with_mistakes_is_refused_with_the_first_and_the_way_to_all(folder: Path):
    deck = folder / "every_kind.yaml"
    deck.write_text(deck.read_text("utf-8").replace("type: order", "type: ordered\n    more: 1"), "utf-8")

    with pytest.raises(DeckError) as caught:
        load_collection(folder, None)

    assert caught.value.what == "`ordered` is no type of card"
    assert caught.value.where == f"{deck}:{line_of('type: order')}:11"
    assert f"grader quiz lint {deck}" in caught.value.todo


def test_the_number_of_further_mistakes_is_said(folder: Path):
    (folder / "bad.yaml").write_text("deck: bad\nversion: x\ntitle: ''\ncards: []\n")

    with pytest.raises(DeckError, match=r"`x` is no whole number from 1 \(and 2 more\)"):
        load_collection(folder, None)


def test_two_cards_of_one_id_are_refused_across_decks(folder: Path):
    text = (folder / "every_kind.yaml").read_text("utf-8")
    (folder / "second.yaml").write_text(text.replace("deck: every-kind", "deck: second"), "utf-8")

    with pytest.raises(DeckError, match="two cards have the id `why-product`"):
        load_collection(folder, None)


def test_a_folder_without_decks_is_refused(tmp_path: Path):
    with pytest.raises(DeckError, match="there are no decks"):
        load_collection(tmp_path, None)


def test_every_proof_of_the_sample_deck_holds_and_a_wrong_one_is_named():
    proved = [card for card in load_collection(DECKS, None).cards if card.verify]

    assert [refuted(card) for card in proved] == ["", ""]


@pytest.mark.parametrize(
    ("snippet", "said"),
    [
        ("assert 0.9 ** 50 > 0.006, 'too small'", "AssertionError: too small"),
        ("assert 1 > 2", "AssertionError"),
        ("np.nothing", "AttributeError"),
    ],
)
def test_a_proof_that_fails_says_what_it_raised(folder: Path, snippet: str, said: str):
    deck = folder / "every_kind.yaml"
    text = deck.read_text("utf-8").replace(
        "      g = np.array([3.0, 4.0])\n", f"      {snippet}\n      g = np.ones(2)\n"
    )
    deck.write_text(text, "utf-8")
    (card,) = (card for card in load_collection(folder, None).cards if card.id == "clip")

    assert refuted(card).startswith(said)
