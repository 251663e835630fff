"""Likeness: copies are found whatever was done to names and order; independent answers are left alone."""

from __future__ import annotations

import ast
import random
import re
import time

import pytest
from helpers import ROOT
from hypothesis import given
from hypothesis import strategies as st

from grader.batch.likeness import Likeness, likenesses

# Of gru and lstm, several right answers were made from one another, and are found: see the last test of this part.
INDEPENDENT = ("activations", "bptt", "clipping", "deep_networks", "gradient_decay", "initialisation", "jacobians")
INDEPENDENT += ("rnn", "shortcuts", "spectrum", "truncated_bptt")


def answers(exercise: str) -> dict[str, bytes]:
    """Right answers, written to differ."""
    return {path.stem: path.read_bytes() for path in (ROOT / "tests" / "submissions" / exercise).glob("right_*.py")}


def given_out(exercise: str) -> list[bytes]:
    return [(ROOT / folder / f"{exercise}.py").read_bytes() for folder in ("exercises", "solutions")]


def found(class_: dict[str, bytes], exercise: str) -> set[tuple[str, ...]]:
    return {tuple(sorted(pair.students)) for pair in likenesses(class_, given_out(exercise))}


def renamed(source: bytes) -> bytes:
    """A copy whose names, layout and comments are its own."""
    tree = ast.parse(source)
    local = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    local |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in local:
            node.id = f"my_{node.id}_2"
        elif isinstance(node, ast.arg):
            node.arg = f"my_{node.arg}_2"
    text = ast.unparse(tree).replace("    ", "\t").replace("\n\n", "\n# mine\n\n\n")
    return re.sub(r'""".*?"""', '"""My own words."""', text, flags=re.DOTALL).encode()


def relabelled(source: bytes) -> bytes:
    """A copy with every token in its place and other names."""
    tree = ast.parse(source)
    local = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    text = source.decode()
    for name in local - {"np"}:
        text = re.sub(rf"(?<!\.)\b{name}\b", f"v_{name}", text)
    return re.sub(r"\n(?=\S)", "\n# mine\n\n", text).encode()


def reordered(source: bytes) -> bytes:
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    others = [node for node in tree.body if not isinstance(node, ast.FunctionDef)]
    return ast.unparse(ast.Module([*others, *reversed(functions)], [])).encode()


@pytest.mark.parametrize("exercise", INDEPENDENT)
def test_independent_answers_are_left_alone(exercise):
    assert found(answers(exercise), exercise) == set()


@pytest.mark.parametrize("exercise", ["activations", "bptt", "gradient_decay", "rnn"])
def test_the_sample_class_is_left_alone(exercise):
    learners = {path.parent.name: path.read_bytes() for path in (ROOT / "examples" / "class").glob(f"*/{exercise}.py")}

    assert len(learners) > 5
    assert found(learners, exercise) == set()


@pytest.mark.parametrize(
    "change", [lambda source: source, renamed, reordered, lambda source: reordered(renamed(source))]
)
def test_a_copy_is_found_whatever_was_done_to_it(change):
    honest = answers("bptt")

    for original in ("right_vectorised", "right_generator", "right_recursion"):
        assert found(honest | {"eve": change(honest[original])}, "bptt") == {("eve", original)}


def test_a_copy_that_differs_in_layout_and_names_only_is_the_same():
    honest = answers("bptt")

    (pair,) = likenesses(honest | {"eve": relabelled(honest["right_generator"])}, given_out("bptt"))

    assert (pair.share, pair.same) == (1.0, True)
    assert pair.bits > 20


def test_half_a_copy_is_found_and_says_how_much():
    honest = answers("bptt")
    own = honest["right_lists"].decode().split("\ndef ", 1)[0]

    (pair,) = likenesses(honest | {"eve": honest["right_block_matrix"] + own.encode()}, given_out("bptt"))

    assert not pair.same or pair.share == 1.0
    assert pair.share > 0.9


def test_who_hands_in_the_solution_is_like_nobody():
    solution = given_out("bptt")[1]

    assert found({"a": solution, "b": solution, "c": renamed(solution)} | answers("bptt"), "bptt") == set()


def test_equal_answers_are_told_together_and_their_first_stands_for_all_beside_others():
    honest = answers("bptt")
    copies = {f"copy{n}": relabelled(honest["right_generator"]) for n in range(3)}
    shortened = {"dan": honest["right_generator"].rsplit(b"\n", 2)[0]}

    alone = likenesses(honest | copies, given_out("bptt"))
    beside = likenesses(honest | copies | shortened, given_out("bptt"))

    copied = ("right_generator", "copy0", "copy1", "copy2")
    assert [(one.students, one.share, one.same) for one in alone] == [(copied, 1.0, True)]
    assert {one.students: one.same for one in beside} == {copied: True, ("right_generator", "dan"): False}


def test_the_most_surprising_pair_comes_first():
    honest = answers("bptt")
    copies = {"long": honest["right_lists"], "short": honest["right_generator"]}

    pairs = likenesses(honest | copies, given_out("bptt"))

    assert [pair.bits for pair in pairs] == sorted((pair.bits for pair in pairs), reverse=True)
    assert len(pairs) == 2


def test_a_copied_one_liner_is_no_finding():
    short = b"import numpy as np\ndef relu(z):\n    return np.maximum(z, 0.0)\n"

    assert likenesses({"a": short, "b": short, "c": b"", "d": b"\xff"}, []) == []


def test_a_class_of_two_is_compared_too():
    original = answers("bptt")["right_lists"]

    (pair,) = likenesses({"a": original, "b": renamed(original)}, given_out("bptt"))

    assert isinstance(pair, Likeness)
    assert pair.students == ("a", "b")


def test_answers_that_were_made_from_one_another_are_found():
    assert ("right_backward_filled", "right_backward_recomputes_c") in found(answers("lstm"), "lstm")


def test_nothing_and_nobody_is_no_error():
    assert likenesses({}, []) == []
    assert likenesses({"a": b""}, [b""]) == []


@given(st.dictionaries(st.text(max_size=3), st.binary(max_size=200), max_size=4))
def test_any_bytes_can_be_compared(class_):
    for pair in likenesses(class_, []):
        assert 0 <= pair.share <= 1


@pytest.mark.slow
def test_five_thousand_students_take_seconds():
    rng = random.Random(0)
    pool = [line for path in (ROOT / "tests" / "submissions").glob("*/*.py") for line in path.read_text().splitlines()]
    class_ = {f"{n}": "\n".join(rng.sample(pool, 80)).encode() for n in range(5000)}
    class_["eve"] = class_["17"]
    start = time.monotonic()

    pairs = likenesses(class_, given_out("bptt"))

    assert time.monotonic() - start < 60
    assert ("17", "eve") in {pair.students for pair in pairs}
    assert len(pairs) < 10


@pytest.mark.parametrize("hostile", [b'"' * 10**6, b"'''" * 300_000, b"\\" * 10**6, b"f'" * 500_000, b". " * 500_000])
def test_a_hostile_megabyte_takes_a_moment(hostile):
    start = time.monotonic()

    likenesses({"a": hostile, "b": b"x"}, [])

    assert time.monotonic() - start < 10
