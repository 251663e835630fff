"""`grader check` as a process: text, JSON, exit codes, and manners towards terminals, pipes and signals."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT

GRADER = str(Path(sys.executable).with_name("grader"))
SOLUTION = (ROOT / "solutions" / "bptt.py").read_text()
BODY = SOLUTION[SOLUTION.index("import numpy") :]
# W for W.T in the carry, in both functions, and db that forgets the last step.
WRONG = BODY.replace("W_hh.T @ da", "W_hh @ da").replace("W_hh.T", "W_hh")
ENDLESS = BODY + "\n\ndef bptt(xs, hs, dhs, W_xh, W_hh):\n    while True:\n        pass\n"
PASSED, NOT_YET, USAGE, MACHINE, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wrong bptt.py, and others below."""
    root = tmp_path_factory.mktemp("work")
    for name, source in {
        ".": WRONG,
        "right": BODY,
        "endless": ENDLESS,
        "cr\N{LATIN SMALL LETTER E WITH GRAVE}che": BODY,
    }.items():
        (root / name).mkdir(exist_ok=True)
        (root / name / "bptt.py").write_text(source)
    return root


def grader(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    more = {"capture_output": True, "text": True, "timeout": 60} | more
    return subprocess.run([GRADER, "check", *arguments], **more)


def environment(**more: str) -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | more


def as_a_child_sees_it(text: str) -> str:
    """Without what the machine decides: the wall time."""
    return re.sub(r"\d+\.\d+ s\b", "N s", text)


# Text


def test_a_failing_file_is_shown_as_the_golden_file_shows_it(folder, golden):
    done = grader("bptt", cwd=folder)

    assert (done.returncode, done.stderr) == (NOT_YET, "")
    golden("bptt_carry_without_transpose.txt", as_a_child_sees_it(done.stdout))
    assert max(map(len, done.stdout.splitlines())) <= 88


def test_a_passing_file_is_shown_as_the_golden_file_shows_it(folder, golden):
    done = grader("bptt", cwd=folder / "right")

    assert (done.returncode, done.stderr) == (PASSED, "")
    golden("bptt_passes.txt", as_a_child_sees_it(done.stdout))


def test_several_paths_are_graded_in_the_order_given_and_end_in_a_summary(folder, golden):
    done = grader("right/bptt.py", "bptt.py", "absent/bptt.py", "right/bptt.py", cwd=folder)
    summary = [line.split()[:2] for line in done.stdout.splitlines()[-6:-2]]

    assert done.returncode == NOT_YET
    assert summary == [["✓", "right/bptt.py"], ["✗", "bptt.py"], ["✗", "absent/bptt.py"], ["✓", "right/bptt.py"]]
    assert done.stdout.endswith("\n\n2 of 4 files pass\n")
    golden("bptt_several.txt", as_a_child_sees_it(done.stdout))


def test_without_arguments_the_first_exercise_that_does_not_pass_is_graded(folder):
    done = grader(cwd=folder)

    assert done.returncode == NOT_YET
    assert done.stdout.startswith("bptt · ")


def test_a_file_in_exercises_below_is_found_by_its_name(tmp_path):
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "bptt.py").write_text(BODY)

    assert grader("bptt", cwd=tmp_path).returncode == PASSED


# JSON

RESULT = {
    *("exercise", "file", "passed", "score", "max_score", "wall_seconds", "error", "stdout", "checks"),
}
CHECK = {
    *("id", "function", "title", "status", "points", "earned", "message", "where", "call", "misconceptions"),
}


@pytest.fixture(scope="module")
def wrong(folder: Path) -> dict[str, Any]:
    done = grader("--format", "json", "bptt.py", "right/bptt.py", cwd=folder)
    assert (done.returncode, done.stderr) == (NOT_YET, "")
    report: dict[str, Any] = json.loads(done.stdout)  # one object and nothing else, or this fails
    return report


def test_json_has_the_fields_of_the_contract(wrong):
    assert {"schema_version", "grader_version", "seed", "results"} <= set(wrong)
    assert (wrong["schema_version"], wrong["grader_version"], wrong["seed"]) == (1, "0.1.0", 0)
    for result in wrong["results"]:
        assert set(result) >= RESULT
        for check in result["checks"]:
            assert set(check) >= CHECK
            assert all(set(idea) >= {"id", "hint"} for idea in check["misconceptions"])


def test_json_has_results_in_order_scores_that_add_up_and_known_statuses(wrong):
    for result, file, passed in zip(wrong["results"], ["bptt.py", "right/bptt.py"], [False, True], strict=True):
        checks = result["checks"]

        assert (result["file"], result["passed"], result["exercise"], result["error"]) == (file, passed, "bptt", None)
        assert result["score"] == sum(check["earned"] for check in checks)
        assert result["max_score"] == sum(check["points"] for check in checks) == 20
        assert all(check["earned"] in (0, check["points"]) for check in checks)
        assert {check["status"] for check in checks} <= {"passed", "failed", "skipped"}
        assert result["wall_seconds"] > 0


def test_json_names_the_idea_and_asks_its_question(wrong):
    checks = {check["id"]: check for check in wrong["results"][0]["checks"]}
    ideas = checks["bptt.dh0_matches"]["misconceptions"]

    assert ideas[0]["id"] == "bptt.carry_without_transpose"
    assert ideas[0]["hint"].endswith("?")
    assert checks["bptt.dh0_matches"]["call"] == "bptt(xs (6, 3), hs (7, 5), dhs (6, 5), W_xh (5, 3), W_hh (5, 5))"


def test_a_seed_changes_the_inputs_and_the_same_seed_repeats_them(folder):
    def messages(seed: str) -> list[str]:
        done = grader("--format", "json", "--seed", seed, "bptt.py", cwd=folder)
        report = json.loads(done.stdout)
        assert report["seed"] == int(seed)
        return [check["message"] for check in report["results"][0]["checks"]]

    first, again, other = messages("1"), messages("1"), messages("123456789012345678901234567890")

    assert first == again != other


def test_the_default_seed_is_0(folder, wrong):
    done = grader("--format", "json", "--seed", "0", "bptt.py", cwd=folder)

    assert json.loads(done.stdout)["results"][0]["checks"] == wrong["results"][0]["checks"]


# Where it may stand


def test_nothing_is_written_so_a_folder_without_permission_will_do(folder):
    before = sorted(folder.rglob("*"))
    done = grader(str(folder / "right" / "bptt.py"), cwd="/proc")

    assert (done.returncode, done.stderr) == (PASSED, "")
    assert sorted(folder.rglob("*")) == before


def test_modules_that_lie_in_the_learner_s_folder_are_not_ours_and_not_numpy(tmp_path):
    for name in ("numpy", "click", "json", "socket", "grader", "random"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong module')")
    (tmp_path / "bptt.py").write_text(BODY)
    done = grader("bptt", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (PASSED, "")


def test_a_path_with_letters_of_any_kind_is_named_as_it_was_given(folder):
    done = grader("--format", "json", "crèche/bptt.py", cwd=folder)

    assert json.loads(done.stdout)["results"][0]["file"] == "crèche/bptt.py"


# Terminals and pipes


def test_without_a_terminal_there_is_no_colour(folder):
    assert "\x1b" not in grader("bptt.py", cwd=folder, env=environment()).stdout


@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colour_unless_it_asks_for_none(folder, more, coloured):
    ours, theirs = pty.openpty()
    done = grader("bptt.py", cwd=folder, capture_output=False, stdout=theirs, env=environment(TERM="xterm", **more))
    os.close(theirs)
    text = b""
    try:
        while piece := os.read(ours, 1 << 16):
            text += piece
    except OSError:  # Linux's way to say that nobody holds the other end
        pass
    os.close(ours)

    assert done.returncode == NOT_YET
    assert (b"\x1b[" in text) == coloured


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
def test_a_stream_of_any_encoding_gets_the_report_and_no_traceback(folder, encoding):
    done = grader("bptt.py", cwd=folder, env=environment(PYTHONIOENCODING=encoding, PYTHONUTF8="0"), text=False)

    assert (done.returncode, done.stderr) == (NOT_YET, b"")
    assert b"dW_xh agrees" in done.stdout and b"the carry goes back through W_hh" in done.stdout
    done.stdout.decode("utf-8" if encoding == "ascii" else encoding)  # click takes ascii for a slip and writes UTF-8


def test_json_on_an_ascii_stream_is_still_one_object(folder):
    done = grader("--format", "json", "bptt.py", cwd=folder, env=environment(PYTHONIOENCODING="ascii"))

    assert json.loads(done.stdout)["results"][0]["file"] == "bptt.py"


@pytest.mark.parametrize(("path", "verdict"), [("bptt.py", NOT_YET), ("right/bptt.py", PASSED)])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_went_away_changes_nothing_about_the_verdict(folder, path, verdict, form):
    reading, writing = os.pipe()
    os.close(reading)
    done = grader(path, "--format", form, cwd=folder, capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)

    assert (done.returncode, done.stderr) == (verdict, "")


def test_a_closed_standard_output_changes_nothing_about_the_verdict(folder):
    done = subprocess.run(["sh", "-c", f"{GRADER} check right/bptt.py >&-"], cwd=folder, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (PASSED, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_the_machine_s_fault(folder):
    with Path("/dev/full").open("w") as full:
        done = grader("right/bptt.py", cwd=folder, capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == MACHINE
    assert "Traceback" not in done.stderr


# Signals


def workers_of(parent: int) -> list[int]:
    """The processes that a grader started, and those that they started."""
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [one for child in map(int, children) for one in (child, *workers_of(child))]


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def interrupted(folder: Path, number: signal.Signals) -> tuple[subprocess.Popen[str], list[int], float, str, str]:
    """Send a signal while a worker is in an endless loop; what came of it, and after how long."""
    process = subprocess.Popen(
        [GRADER, "check", "endless/bptt.py"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    begin = time.monotonic()
    while time.monotonic() < begin + 20:
        time.sleep(0.05)
        workers = workers_of(process.pid)
        if any(_is_busy(worker) for worker in workers):
            break
    sent = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    return process, workers, time.monotonic() - sent, out, err


def _is_busy(worker: int) -> bool:
    """More than 0.6 s of processor time: far beyond numpy's import, so in the loop."""
    try:
        fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return False
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") > 0.6


def left_behind(workers: list[int]) -> list[int]:
    end = time.monotonic() + 0.5
    while time.monotonic() < end and any(map(running, workers)):
        time.sleep(0.02)
    return [worker for worker in workers if running(worker)]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_ctrl_c_ends_everything_at_once_and_says_so_in_one_line(folder):
    process, workers, seconds, out, err = interrupted(folder, signal.SIGINT)

    assert process.returncode == INTERRUPTED
    assert (out, err.lstrip("\n")) == ("", "stopped; nothing was changed. The same command starts again.\n")
    assert seconds < 1.5
    assert workers and left_behind(workers) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["terminate", "hang up"])
def test_a_closed_terminal_leaves_no_worker_behind(folder, number):
    _, workers, *_ = interrupted(folder, number)
    left = left_behind(workers)
    for worker in left:
        os.killpg(worker, signal.SIGKILL)

    assert left == []
