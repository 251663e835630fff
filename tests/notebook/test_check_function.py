"""`grader.check` grades a function where it is: the checks of the command line, in the learner's own process."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from html.parser import HTMLParser

import numpy as np
import pytest
from helpers import ROOT

import grader
from grader.course.find import course_root
from grader.course.load import load_course, load_solution, public_functions
from grader.errors import MachineError, WorkspaceError


def tanh_derivative(z):
    return 1 - np.tanh(z) ** 2


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return np.tanh(W_xh @ x + W_hh.T @ h_prev + b)


@pytest.mark.parametrize("exercise", load_course(course_root()).names[:13])
def test_every_function_of_a_numpy_solution_passes(exercise: str):
    for function in public_functions(load_solution(load_course(course_root()), exercise)).values():
        checked = grader.check(function, seed=3)

        assert checked.passed, checked
        assert checked.score == checked.max_score > 0


def test_a_torch_function_is_graded_through_its_driver():
    for function in public_functions(load_solution(load_course(course_root()), "torch_diagnosis")).values():
        assert grader.check(function).passed


def test_a_wrong_idea_is_named_and_its_line_is_in_this_file():
    checked = grader.check(rnn_step)

    assert not checked.passed
    (short,) = [check for check in checked.checks if check.finding.ideas]
    assert "W_hh from its other side" in short.finding.ideas[0].says
    assert f"{__file__}:{rnn_step.__code__.co_firstlineno}" in repr(checked)


def test_the_line_that_raises_is_named():
    def spectral_norm(W):
        values = np.linalg.svd(W, compute_uv=False)
        return values[len(values)]

    checked = grader.check(spectral_norm)

    finding = checked.result.first_short.finding
    assert finding.line == spectral_norm.__code__.co_firstlineno + 2
    assert "IndexError" in finding.message


def test_an_exit_is_a_finding_and_does_not_end_the_notebook():
    def relu_derivative(z):
        sys.exit("enough")

    assert "sys.exit(enough)" in repr(grader.check(relu_derivative))


def test_a_loop_without_end_is_stopped_at_its_limit():
    def spectral_radius(W):
        while True:
            pass

    statuses = {check.finding.status.value for check in grader.check(spectral_radius).checks}

    assert statuses == {"timeout", "skipped"}


def test_a_function_is_graded_in_a_thread_too_where_no_alarm_is_to_be_had():
    found = []
    thread = threading.Thread(target=lambda: found.append(grader.check(tanh_derivative).passed))
    thread.start()
    thread.join()

    assert found == [True]


def test_a_function_of_another_name_is_graded_where_its_exercise_asks_for_one_only():
    solution = public_functions(load_solution(load_course(course_root()), "truncated_bptt"))["truncated_bptt"]

    def mine(*arguments):
        return solution(*arguments)

    assert grader.check(mine, exercise="truncated_bptt").passed
    with pytest.raises(WorkspaceError, match="no exercise asks for a function `mine`"):
        grader.check(mine, exercise="bptt")


@pytest.mark.parametrize(
    ("function", "exercise", "error", "said"),
    [
        (3, None, TypeError, "grader.check takes a function, and this is a value of type int"),
        (lambda z: z, None, WorkspaceError, "no exercise asks for a function `<lambda>`\n  to do: name one of: tanh_"),
        (
            np.tanh,
            "activation",
            WorkspaceError,
            "there is no exercise `activation`\n  to do: did you mean `activations`",
        ),
    ],
)
def test_what_cannot_be_graded_is_said(function: object, exercise: str | None, error: type[Exception], said: str):
    with pytest.raises(error) as raised:
        grader.check(function, exercise=exercise)

    assert said in str(raised.value)


def test_without_torch_a_function_that_needs_it_says_what_to_install_and_is_no_bug_of_ours(monkeypatch):
    def hidden_gradient_norms(cell, xs, h0):
        return xs

    monkeypatch.setattr("grader.learner.desk.find_spec", lambda name: None)
    with pytest.raises(MachineError) as raised:
        grader.check(hidden_gradient_norms)

    assert str(raised.value) == (
        "`torch_diagnosis` needs torch, which is not installed\n  to do: pip install 'vanishing-gradients[torch]'"
    )


class Reader(HTMLParser):
    """Tags, texts and attributes as a browser finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_notebook_shows_the_finding_and_the_picture_of_the_decay():
    def gradient_norms(hs, W_hh, dh_last):
        return np.zeros(len(hs))

    read = Reader(grader.check(gradient_norms)._repr_html_())

    assert "svg" in read.tags
    assert "first wrong at t = 6, yours 0, the reference" in str(read.attributes["aria-label"])
    assert any("gradient_norms" in text for text in read.texts)


def test_what_a_function_says_is_shown_and_never_obeyed():
    def leaky_relu_derivative(z, slope=0.01):
        raise ValueError("<script>alert(1)</script>\x1b[2J\u202egnp.exe" + "<img src=x>" * 3)

    page = grader.check(leaky_relu_derivative)._repr_html_()
    read = Reader(page)

    assert not {"script", "img"} & set(read.tags)
    assert any("<script>alert(1)</script>" in text for text in read.texts)
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_importing_the_package_imports_neither_numpy_nor_a_template():
    code = "import sys, grader; print(sorted({'numpy', 'jinja2', 'yaml', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


@pytest.mark.slow
def test_the_example_notebook_runs_in_a_real_kernel_and_shows_what_it_says(tmp_path):
    notebook = tmp_path / "notebook.ipynb"
    notebook.write_bytes((ROOT / "examples" / "notebook.ipynb").read_bytes())
    command = [sys.executable, "-c", "from nbclient.cli import main; main()", "--inplace", notebook.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    cells = [cell for cell in json.loads(notebook.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    shown = ["".join(output["data"]["text/html"]) for cell in cells for output in cell["outputs"] if "data" in output]
    printed = "".join("".join(output["text"]) for output in cells[-1]["outputs"])
    assert ["svg" in Reader(page).tags for page in shown] == [False, False, True]
    assert printed.splitlines() == [
        "activations False 0.5 of 2.75",
        "activations True 2.75 of 2.75",
        "jacobians False 0.5 of 4.75",
    ]


@pytest.mark.parametrize(("seed", "error"), [(-1, ValueError), (0.5, TypeError)])
def test_a_seed_that_makes_no_inputs_is_refused_before_anything_is_graded(seed, error):
    with pytest.raises(error):
        grader.check(np.tanh, "activations", seed=seed)
