"""`grader watch` at a real terminal: saves as editors make them, keys, manners; and without a terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from learning import GRADER, INTERRUPTED, MACHINE, PASSED, USAGE, grader, plain_environment, record, solution, solved
from terminal import Terminal

pytestmark = pytest.mark.slow

KEYS = "h hint · n next · l list · r run again · q quit"
WRONG = solution("rnn").replace("np.tanh(", "(").replace("tanh(", "(")


@pytest.fixture
def watch(folder: Path) -> Iterator[Terminal]:
    """Watching rnn, whose stub has been graded."""
    with Terminal(GRADER, ["watch", "rnn"], folder) as terminal:
        terminal.shows("`rnn_step` is not written yet", KEYS)
        yield terminal


def test_a_save_is_graded_and_the_first_finding_shown(watch, folder):
    (folder / "rnn.py").write_text(WRONG)

    screen = watch.shows("✗ rnn_step", KEYS)

    assert "next     change rnn.py and save it" in screen
    assert "grading" not in screen  # what stood there before is gone


def test_a_pass_is_told_and_kept_and_nothing_moves_on_by_itself(watch, folder):
    (folder / "rnn.py").write_text(solution("rnn"))

    watch.shows("✓ rnn passes", "next     n goes on to jacobians")
    (folder / "rnn.py").write_text(WRONG)
    watch.shows("✗ rnn_step")

    assert record(folder, "rnn")["passed"]["points"] == 10.0


def test_the_file_that_was_saved_is_the_one_that_is_graded(watch, folder):
    (folder / "activations.py").write_text(solution("activations"))

    watch.shows("✓ activations passes")


def test_a_save_by_another_file_that_takes_the_name_is_graded(watch, folder):
    (folder / ".rnn.py.swp").write_text(solution("rnn"))
    (folder / ".rnn.py.swp").replace(folder / "rnn.py")

    watch.shows("✓ rnn passes")


def test_a_file_that_is_emptied_before_it_is_written_gets_no_verdict_in_between(watch, folder):
    with (folder / "rnn.py").open("w") as file:  # truncated: what an editor may leave for a moment
        file.flush()
        (folder / "activations.py").write_text(solution("activations"))  # the next verdict, so that this one was due
        before = watch.shows("✓ activations passes")
        file.write(solution("rnn"))

    assert "is empty" not in before
    watch.shows("✓ rnn passes")


def test_a_save_that_changes_nothing_is_not_graded_again(watch, folder):
    (folder / "rnn.py").write_text(solution("rnn"))
    watch.shows("✓ rnn passes")
    watch.types("l")
    watch.shows("1 of 15 exercises")

    (folder / "rnn.py").write_text(solution("rnn"))
    (folder / "gru.py").touch()  # as a backup program might
    (folder / "activations.py").write_text(solution("activations"))

    while "✓ activations passes" not in (screen := watch.next_screen()):
        assert "rnn passes" not in screen and "gru" not in screen.partition("\n")[0]


def test_polling_sees_saves_too(folder):
    with Terminal(GRADER, ["watch", "rnn", "--poll"], folder) as watch:
        watch.shows("is not written yet", KEYS)
        (folder / "rnn.py").write_text(solution("rnn"))

        watch.shows("✓ rnn passes")


def test_an_endless_loop_is_a_verdict_and_the_next_save_is_graded(watch, folder):
    (folder / "rnn.py").write_text(solution("rnn") + "\n\ndef rnn_step(*args):\n    while True:\n        pass\n")
    watch.shows("✗ rnn_step", "2 s", KEYS)

    (folder / "rnn.py").write_text(solution("rnn"))

    watch.shows("✓ rnn passes")


# Keys


def test_h_asks_one_question_more_each_time_and_keeps_that_it_did(watch, folder):
    for level in ("1 of 3, a question", "2 of 3, the equation", "3 of 3, almost the code"):
        watch.types("h")
        watch.shows(f"rnn_step · hint {level}", KEYS)

    assert record(folder, "rnn")["hints"] == {"rnn_step": 3}


def test_h_after_a_pass_says_that_there_is_nothing_to_hint_at(watch, folder):
    (folder / "rnn.py").write_text(solution("rnn"))
    watch.shows("✓ rnn passes")

    watch.types("h")

    watch.shows("no check falls short: there is nothing to hint at", KEYS)


def test_h_of_a_file_that_does_not_load_says_why(watch, folder):
    (folder / "rnn.py").write_text("def rnn_step(:\n")
    watch.shows("SyntaxError", KEYS)

    watch.types("h")

    watch.shows("the file must load first: SyntaxError: invalid syntax", KEYS)


def test_n_goes_on_to_the_next_that_has_not_passed(watch):
    watch.types("n")

    watch.shows("jacobians · 0 of 12 points", KEYS)


def test_n_says_so_when_nothing_else_is_open(folder):
    for path in folder.glob("*.py"):
        if path.stem != "rnn":
            path.write_text(solution(path.stem))
    kept = {"passed": {"when": "2026-11-16T09:30:00+00:00", "points": 1.0, "seed": 0, "file": "f", "exercise": "e"}}
    record_of_one = {**kept, "stuck": None, "hints": {}, "gave_up": None}
    names = [path.stem for path in folder.glob("*.py") if path.stem != "rnn"]
    content = {"version": 1, "last": "", "exercises": dict.fromkeys(names, record_of_one)}
    (folder / ".grader" / "progress.json").write_text(json.dumps(content))
    with Terminal(GRADER, ["watch"], folder) as watch:  # begins with the only one that is open
        watch.shows("rnn · 0 of 10 points", KEYS)
        watch.types("n")
        watch.shows("every other exercise has passed", KEYS)
        (folder / "rnn.py").write_text(solution("rnn"))
        watch.shows("✓ rnn passes", "no other exercise is open")


def test_l_lists_where_everything_stands(watch):
    watch.types("l")

    watch.shows("○ activations      new        0 of 10    25 min", "0 of 15 exercises · 0 of 216 points", KEYS)


def test_r_grades_what_is_there_even_when_it_is_empty(watch, folder):
    (folder / "rnn.py").write_text("")

    watch.types("r")

    watch.shows("`rnn.py` is empty: save your work", KEYS)


@pytest.mark.parametrize("key", ["q", "\x04"], ids=["q", "Ctrl-D"])
def test_q_and_ctrl_d_end_it(watch, key):
    watch.types(key)

    assert watch.ends() == PASSED


# Manners


def modes(terminal: Terminal) -> int:
    return int(termios.tcgetattr(terminal.file_descriptor)[3]) & (termios.ECHO | termios.ICANON)


@pytest.mark.parametrize("how", ["Ctrl-C", "SIGTERM"])
def test_the_terminal_is_as_it_was_however_it_ends(folder, how):
    # A shell around it keeps the terminal open, and says when the command is gone.
    with Terminal(
        "/bin/sh", ["-c", f"{GRADER} watch rnn; echo ended with $?; read line; echo read $line"], folder
    ) as sh:
        sh.shows("is not written yet", KEYS)
        assert modes(sh) == 0
        if how == "Ctrl-C":
            sh.types("\x03")
        else:
            (child,) = Path(f"/proc/{sh.pid}/task/{sh.pid}/children").read_text().split()
            os.kill(int(child), signal.SIGTERM)

        if how == "SIGTERM":  # Ctrl-C ends the shell, too
            sh.shows(f"ended with {INTERRUPTED}")
            assert modes(sh) == termios.ECHO | termios.ICANON
        else:
            sh.shows("stopped watching; what has passed is kept.")


def test_after_ctrl_z_and_fg_keys_are_single_again(folder):
    with Terminal("/bin/bash", ["--norc", "--noprofile", "-i"], folder) as shell:
        shell.types(f"PS1='ready> '; {GRADER} watch rnn\r")
        shell.shows("is not written yet", KEYS)
        shell.types("\x1a")
        shell.shows("Stopped")
        shell.types("fg\r")
        shell.shows("fg")
        shell.types("l")
        shell.shows("0 of 15 exercises")
        shell.types("q")
        shell.shows("ready>")


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colours_gets_none_and_the_keys_all_the_same(folder, name, value):
    with Terminal(GRADER, ["watch", "rnn"], folder, plain_environment() | {name: value}) as watch:
        watch.shows("is not written yet", KEYS)
        watch.types("l")
        screen = watch.shows("0 of 15 exercises")
        assert watch.colours() == {"default"}

    assert ("is not written yet" in screen) == (value == "dumb")  # a dumb terminal cannot be cleared


def test_a_worker_that_was_killed_while_it_waited_is_replaced(watch, folder):
    for worker in below(watch):
        os.kill(worker, signal.SIGKILL)

    (folder / "rnn.py").write_text(solution("rnn"))

    watch.shows("✓ rnn passes")


def below(terminal: Terminal) -> list[int]:
    """The processes that the command has started."""
    threads = Path(f"/proc/{terminal.pid}/task").iterdir()
    return [int(pid) for thread in threads for pid in (thread / "children").read_text().split()]


# Without a terminal


def test_without_a_terminal_there_are_lines_and_no_keys_and_the_end_of_the_input_ends_it(folder):
    process = subprocess.Popen(
        [GRADER, "watch", "rnn"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None and process.stdout is not None
    with process:
        lines = read_until(process, "next     change rnn.py and save it")
        process.stdin.write("q\nl\n")  # no keys: nothing happens
        process.stdin.flush()
        (folder / "rnn.py").write_text(solution("rnn"))
        lines += read_until(process, "next     grader watch jacobians")
        process.stdin.close()
        rest = process.stdout.read()
        assert process.wait(20) == PASSED

    assert "✓ rnn passes" in "".join(lines)
    assert "\x1b" not in "".join(lines) + rest
    assert "quit" not in "".join(lines) + rest


def read_until(process: subprocess.Popen[str], text: str) -> list[str]:
    """Lines up to the one with this text."""
    assert process.stdout is not None
    lines: list[str] = []
    watchdog = threading.Timer(20.0, process.kill)
    watchdog.start()
    while not lines or text not in lines[-1]:
        line = process.stdout.readline()
        assert line, f"`{text}` never came; there was: {lines}"
        lines.append(line)
    watchdog.cancel()
    return lines


def test_without_a_terminal_sigterm_ends_it(folder):
    process = subprocess.Popen(
        [GRADER, "watch", "rnn"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        read_until(process, "next     change rnn.py and save it")
        process.terminate()

        assert process.wait(20) == INTERRUPTED


# What it begins with


def test_without_a_name_it_begins_with_the_first_that_has_not_passed(folder):
    solved(folder, "activations")

    done = grader("watch", cwd=folder, stdin=subprocess.DEVNULL)

    assert done.stdout.startswith("gradient_decay · 0 of 10 points")


def test_an_unknown_exercise_suggests_the_nearest(folder):
    done = grader("watch", "btpt", cwd=folder, stdin=subprocess.DEVNULL)

    assert done.returncode == USAGE
    assert "there is no exercise `btpt`. Did you mean `bptt`?" in done.stderr


def test_a_folder_without_exercises_is_an_error_with_a_way_out(tmp_path):
    done = grader("watch", cwd=tmp_path, stdin=subprocess.DEVNULL)

    assert done.returncode == MACHINE
    assert "there is no exercise in this folder" in done.stderr


def test_it_leaves_no_process_behind(folder):
    with Terminal(GRADER, ["watch", "rnn"], folder) as watch:
        watch.shows("is not written yet", KEYS)
        workers = below(watch)
        assert workers
        watch.types("q")
        watch.ends()
    deadline = time.monotonic() + 10
    while any(Path("/proc", str(pid), "cmdline").exists() for pid in workers):
        assert time.monotonic() < deadline, "a worker is still there"
