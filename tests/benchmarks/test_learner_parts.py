"""The learner's benchmarks without a clock: what is timed is what is said."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from learning import GRADER

from benchmarks import learner, watch
from grader.quiz.folder import FILE


@pytest.mark.parametrize("target", watch.TARGETS, ids=lambda target: target.exercise)
def test_every_save_is_another_text_and_compiles(target: watch.Target):
    texts = list(watch.texts(target, 6))

    assert len(set(texts)) == 6
    assert len({text.rpartition("\n# ")[0] for text in texts}) == 2
    for text in texts:
        compile(text, target.exercise, "exec")


@pytest.mark.slow
def test_a_save_ends_in_a_verdict_on_the_screen():
    rnn = next(target for target in watch.TARGETS if target.exercise == "rnn")

    assert len(watch.seconds_of(rnn, 2)) == 2


def test_a_median_is_judged_by_its_target():
    target = watch.Target("rnn", "", "", 150.0)

    assert watch.line(target, [0.1, 0.15, 9.0]).endswith("150 ms  9000 ms   target met: <= 150 ms")
    assert watch.line(target, [0.1, 0.2, 0.3]).endswith("200 ms   300 ms   target missed: <= 150 ms")


@pytest.mark.slow
def test_the_folder_that_is_listed_has_ten_passes(tmp_path: Path):
    learner.workspace(tmp_path, tmp_path / "home")

    said = subprocess.run([GRADER, "list", "--format", "json"], cwd=tmp_path, capture_output=True, text=True).stdout
    assert [one["status"] for one in json.loads(said)["exercises"]].count("passed") == 10


def test_of_the_two_homes_one_has_begun_with_no_card_and_in_the_other_half_of_all_are_due(tmp_path: Path):
    learner.begun(tmp_path / "begun" / "grader")
    named = {one.name: one.environment for one in learner.contestants(tmp_path)}

    said = subprocess.run(
        [GRADER, "quiz", "due", "--format", "json"],
        env={**os.environ, **named["grader, cards due"]},
        capture_output=True,
        text=True,
    ).stdout
    counts = json.loads(said)
    assert counts["due"] == (counts["cards"] + 1) // 2
    assert not list(Path(named["grader, no card begun"]["XDG_DATA_HOME"]).glob(f"**/{FILE}"))


def test_ratios_are_of_medians_and_to_the_imports():
    imports, ours = [0.1, 0.1, 9.0], [0.1, 0.2, 0.3]

    assert learner.line("grader list", ours, imports).split()[2:] == (
        ["200", "ms", "2.00", "x", "import", "click,", "yaml", "target", "met:", "<=", "2"]
    )
    assert "target missed" in learner.line("grader list", [0.21] * 3, imports)
    assert "target" not in learner.line("import click, yaml", imports, imports)
