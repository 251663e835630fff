"""`grader hint` as a process: three levels, lists, slips."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT
from learning import grader, record, solution, solved, without_transpose
from learning import said as learning_said

GRADER = str(Path(sys.executable).with_name("grader"))
PASSED, USAGE = 0, 2


def hint(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([GRADER, "hint", *arguments], capture_output=True, text=True, timeout=60, cwd="/")


def said(*arguments: str) -> str:
    done = hint(*arguments)
    assert (done.returncode, done.stderr) == (PASSED, "")
    return done.stdout


def complained(*arguments: str) -> str:
    done = hint(*arguments)
    assert (done.returncode, done.stdout) == (USAGE, "")
    return done.stderr


def test_without_a_level_one_question_is_asked_and_the_next_level_named():
    lines = said("rnn_forward").splitlines()

    assert lines[0] == "rnn_forward · hint 1 of 3, a question"
    assert " ".join(line.strip() for line in lines[2:-2]) == (
        "hs has one row more than there are inputs. What had the network read when it was in the state of row 0?"
    )
    assert lines[-1] == "  next     grader hint rnn_forward --level 2   (the equation to look at)"


def test_level_2_shows_the_equation_as_it_was_laid_out():
    assert said("rnn_step", "--level", "2") == (
        "rnn_step · hint 2 of 3, the equation to look at\n"
        "\n"
        "  a = W_xh x + W_hh h_prev + b          (H, D)(D,) + (H, H)(H,) + (H,)\n"
        "  h = tanh(a)                           (H,)\n"
        "\n"
        "  next     grader hint rnn_step --level 3   (almost the code)\n"
    )


def test_level_3_is_almost_the_code_and_sends_the_learner_back_to_it():
    lines = said("rnn_step", "--level", "3").splitlines()

    assert lines[0] == "rnn_step · hint 3 of 3, almost the code"
    assert "  return …                       three vectors of shape (H,), and one tanh" in lines
    assert lines[-1] == "  next     grader check rnn"


def test_an_exercise_lists_its_functions():
    assert said("lstm") == (
        "lstm · gates\n"
        "\n"
        "  lstm_step\n"
        "  lstm_step_backward\n"
        "  init_forget_bias\n"
        "  cell_gradient\n"
        "\n"
        "  next     grader hint lstm_step\n"
    )


def test_an_exercise_with_a_level_says_how_to_get_that_level():
    assert said("lstm", "--level", "3").endswith("\n  next     grader hint lstm_step --level 3\n")


def test_a_function_called_like_its_exercise_gets_its_hint_and_the_others_are_told():
    lines = said("bptt").splitlines()

    assert lines[0] == "bptt · hint 1 of 3, a question"
    assert lines[-2:] == [
        "  next     grader hint bptt --level 2   (the equation to look at)",
        "  also     numerical_gradient, step_contributions",
    ]


@pytest.mark.parametrize("level", ["1", "2", "3"])
@pytest.mark.parametrize("function", ["lstm_step_backward", "gru_step_jacobian", "vanishing_horizon", "bptt"])
def test_long_lines_are_wrapped_under_their_own_beginning(function, level):
    assert max(map(len, said(function, "--level", level).splitlines())) <= 88


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("btpt", "bptt"), ("steps_jacobian", "step_jacobian"), ("LSTM_step", "lstm_step"), ("rnn.py", "rnn")],
)
def test_an_unknown_name_suggests_the_nearest(slip, meant):
    assert complained(slip).endswith(f"Error: there is no function or exercise `{slip}`. Did you mean `{meant}`?\n")


def test_a_name_that_is_near_to_nothing_lists_the_exercises():
    error = complained("xyzzy")

    assert "Error: there is no function or exercise `xyzzy`. The exercises are: activations, gradient_decay, " in error


def test_a_level_that_does_not_exist_is_refused_with_those_that_do():
    assert "Invalid value for '--level': '4' is not one of '1', '2', '3'." in complained("bptt", "--level", "4")


def test_without_a_name_the_command_says_what_it_needs():
    assert "Missing argument 'FUNCTION | EXERCISE'." in complained()


def test_without_a_name_after_a_file_that_does_not_load_the_command_says_why_it_needs_one(tmp_path):
    grader("start", ".", cwd=tmp_path)
    (tmp_path / "rnn.py").write_text("def rnn_step(:\n")
    grader("check", "rnn", cwd=tmp_path)
    done = grader("hint", cwd=tmp_path)

    assert done.returncode == USAGE
    assert "No check of `rnn`, which was graded last, fell short: it passed, or did not load." in done.stderr


def test_help_says_what_the_levels_are():
    done = hint("--help")

    assert done.returncode == PASSED
    assert "1 asks a question, 2 shows the equation to look at" in " ".join(done.stdout.split())
    listed = subprocess.run([GRADER, "--help"], capture_output=True, text=True, timeout=60).stdout
    assert re.search(r"hint +one question, one equation, or almost the code\n", listed)


def test_a_hint_needs_neither_numpy_nor_a_worker():
    code = (
        "import sys; from grader.cli.main import run; from grader.sandbox.crew import Crew; "
        "sys.argv[1:] = ['hint', 'bptt']; run(Crew()); "
        "assert not {'numpy', 'torch'} & set(sys.modules), 'imported'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT)

    assert (done.returncode, done.stderr) == (0, "")


# In a learner's folder


def test_without_a_name_it_is_for_the_check_that_fell_short_and_asks_the_misconception_s_question(folder):
    (folder / "bptt.py").write_text(without_transpose())
    learning_said("check", "bptt", cwd=folder, code=1)

    shown = learning_said("hint", cwd=folder)

    assert shown.startswith(
        "bptt · hint 1 of 3, a question\n\n"
        "  “dW_xh agrees at every lag” fell short. If a_t = W h_{t-1}, which of W and its\n"
        "  transpose sends blame backwards?\n\n"
    )


def test_each_time_one_level_more_and_the_last_one_again_and_all_of_it_kept(folder):
    levels = [learning_said("hint", "rnn_step", cwd=folder).splitlines()[0] for _ in range(4)]

    assert [line.split()[3] for line in levels] == ["1", "2", "3", "3"]
    assert record(folder, "rnn")["hints"] == {"rnn_step": 3}


def test_a_level_that_is_asked_for_is_given_whatever_was_seen(folder):
    learning_said("hint", "rnn_step", "--level", "3", cwd=folder)

    assert "hint 1 of 3" in learning_said("hint", "rnn_step", "--level", "1", cwd=folder)
    assert record(folder, "rnn")["hints"] == {"rnn_step": 3}


def test_an_exercise_means_its_function_that_fell_short(folder):
    wrong = solution("rnn").replace("hs[0] = h0", "hs[0] = 0 * h0")
    assert wrong != solution("rnn")
    (folder / "rnn.py").write_text(wrong)
    learning_said("check", "rnn", cwd=folder, code=1)

    assert learning_said("hint", "rnn", cwd=folder).startswith("rnn_forward · hint 1 of 3")


def test_a_function_called_like_its_exercise_is_meant_even_when_another_fell_short(folder):
    broken = solution("bptt") + "\n\ndef numerical_gradient(*args):\n    return 0.0\n"
    (folder / "bptt.py").write_text(broken)
    learning_said("check", "bptt", cwd=folder, code=1)

    assert learning_said("hint", cwd=folder).startswith("numerical_gradient · hint 1 of 3")
    assert learning_said("hint", "bptt", cwd=folder).startswith("bptt · hint 1 of 3")


def test_of_a_function_that_is_not_written_nothing_is_said_to_fall_short(folder):
    learning_said("check", "rnn", cwd=folder, code=1)

    shown = learning_said("hint", cwd=folder)

    assert shown.startswith("rnn_step · hint 1 of 3")
    assert "fell short" not in shown


def test_without_a_name_after_a_pass_the_command_says_what_it_needs(folder):
    solved(folder, "rnn")

    done = grader("hint", cwd=folder)

    assert done.returncode == USAGE
    assert "No check of `rnn`, which was graded last, fell short: it passed, or did not load." in done.stderr
