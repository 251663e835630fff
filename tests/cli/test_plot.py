"""`grader plot` and `grader check --plot` as processes: charts, figures, and what is said when neither can be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from helpers import ROOT

GRADER = str(Path(sys.executable).with_name("grader"))
PASSED, NOT_YET, USAGE, MACHINE = 0, 1, 2, 3
SOLUTION = (ROOT / "solutions" / "bptt.py").read_text()
BODY = SOLUTION[SOLUTION.index("import numpy") :]
ZEROED = (ROOT / "tests" / "submissions" / "bptt" / "early_steps_zeroed.py").read_text()
SVG = "{http://www.w3.org/2000/svg}"
# The command as a process that has no matplotlib to find.
WITHOUT_MATPLOTLIB = """
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "matplotlib" else found(name, *more)
from grader.__main__ import main
main()
"""
# And one that says at its end which modules it has loaded.
ASKS = """
import os, sys
end = os._exit
def told(code):
    print(*sys.modules, sep="\\n", file=sys.stderr, flush=True)
    end(code)
os._exit = told
from grader.__main__ import main
main()
"""


def grader(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return run(GRADER, *arguments, **more)


def run(*command: str, **more: Any) -> subprocess.CompletedProcess[str]:
    more = {"capture_output": True, "text": True, "timeout": 120} | more
    return subprocess.run(command, **more)


def words_in(svg: Path) -> str:
    return "\n".join("".join(one.itertext()) for one in ElementTree.parse(svg).iter(f"{SVG}text"))


# Charts


def test_a_chart_is_shown_as_the_golden_file_shows_it(golden):
    done = grader("plot", "decay", "--weights", "identity", "--activation", "linear", "--steps", "40")

    assert (done.returncode, done.stderr) == (PASSED, "")
    golden("plot_decay_identity.txt", done.stdout)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("decay", ["o measured", "- bound", "must vanish"]),
        ("decay --weights gaussian", ["· eigenvalues", "promises nothing"]),
        ("decay --cell lstm --forget-bias 3", ["LSTM, forget bias 3", "forget gates alone"]),
        ("decay --cell gru", ["GRU, update bias 1", "product of the steps' norms"]),
        ("decay --activation sigmoid --radius 4 --seed 2", ["sigmoid network"]),
        ("gates", ["o forget bias 0", "* forget bias 5", "bias 3: less than half after"]),
        ("gates --cell gru --forget-bias -1 --forget-bias 2.5", ["x update bias 2.5"]),
        ("spectrum", ["o W_hh", "x one step's Jacobian", "|λ| = 1", "singular values"]),
        ("spectrum --cell lstm --gain 1", ["one step's Jacobian: spectral radius"]),
        ("decay --hidden 1 --steps 1", ["1 unit", "1 step back"]),
    ],
)
def test_a_chart_has_its_curves_its_legend_and_its_notes_within_the_page(arguments, words):
    done = grader("plot", *arguments.split())

    assert (done.returncode, done.stderr) == (PASSED, "")
    assert all(word in done.stdout for word in words), done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 88
    assert "\x1b" not in done.stdout


def test_the_axis_counts_in_powers_of_ten_far_below_the_smallest_float():
    done = grader("plot", "decay", "--gain", "0.1", "--steps", "2000")

    labels = re.findall(r"^ *(1e-\d+) ┤", done.stdout, re.MULTILINE)
    assert labels[0] == "1e-500"
    assert int(labels[-1].removeprefix("1e-")) >= 2000


def test_the_same_command_draws_the_same_and_another_seed_another():
    first, again, other = (grader("plot", "decay", "--seed", seed).stdout for seed in "112")

    assert first == again != other


def test_a_chart_needs_no_matplotlib_not_even_in_memory():
    done = run(sys.executable, "-c", ASKS, "plot", "spectrum")

    assert "grader.render.chart" in done.stderr
    assert not {name.partition(".")[0] for name in done.stderr.split()} & {"matplotlib", "torch", "PIL"}
    assert run(sys.executable, "-c", WITHOUT_MATPLOTLIB, "plot", "gates").returncode == PASSED


@pytest.mark.parametrize("command", ["decay", "spectrum", "gates"])
def test_every_command_has_an_example_in_its_help(command):
    assert re.search(rf"^    grader plot {command}", grader("plot", command, "--help").stdout, re.MULTILINE)


# Figures


@pytest.mark.parametrize("command", ["decay", "spectrum", "gates"])
def test_a_png_is_one(tmp_path, command):
    done = grader("plot", command, "--output", "out.png", cwd=tmp_path)
    content = (tmp_path / "out.png").read_bytes()

    assert (done.returncode, done.stdout, done.stderr) == (PASSED, "", "wrote out.png\n")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert content.endswith(b"IEND\xaeB`\x82")
    assert len(content) > 30_000


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (
            "decay",
            ["norm of the gradient [1 at the loss]", "way back from the loss [steps]", "measured", "must vanish"],
        ),
        ("spectrum", ["real part", "imaginary part", "W_hh", "singular values"]),
        ("gates", ["forget bias 5: gates near 0.99", "what is left in a typical unit"]),
    ],
)
def test_an_svg_has_its_words_as_text_and_no_date(tmp_path, command, words):
    grader("plot", command, "--output", "out.svg", cwd=tmp_path)

    found = words_in(tmp_path / "out.svg")
    assert all(word in found for word in words), found
    assert "<dc:date>" not in (tmp_path / "out.svg").read_text()


def test_an_svg_is_the_same_bytes_every_time_whatever_a_matplotlibrc_says(tmp_path):
    (tmp_path / "matplotlibrc").write_text("axes.facecolor: black\nlines.linewidth: 9\nsvg.fonttype: path\n")
    for name, folder in (("a.svg", tmp_path), ("b.svg", ROOT)):
        grader("plot", "spectrum", "--output", str(tmp_path / name), cwd=folder)

    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_file_name_is_text_and_never_a_formula_or_markup(tmp_path):
    np.save(tmp_path / r"$\frac{<b>&.npy", np.eye(3) * 0.5)

    done = grader("plot", "decay", "--weights", r"$\frac{<b>&.npy", "--output", "out.svg", cwd=tmp_path)

    assert done.returncode == PASSED, done.stderr
    assert r"$\frac{<b>&.npy" in words_in(tmp_path / "out.svg")


def test_a_gradient_of_which_nothing_is_left_is_drawn_at_the_edge(tmp_path):
    np.save(tmp_path / "B.npy", np.array([[0.0, 2.0], [0.0, 0.0]]))
    arguments = ("plot", "decay", "--weights", "B.npy", "--activation", "linear")

    grader(*arguments, "--output", "out.svg", cwd=tmp_path)

    assert "measured: exactly 0" in words_in(tmp_path / "out.svg")
    assert re.search(r"^ *0 ┤ *o+$", grader(*arguments, cwd=tmp_path).stdout, re.MULTILINE)


# What cannot be drawn


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("decay --output out.pdf", USAGE, "`out.pdf` ends neither in .png nor in .svg"),
        ("decay --output no/such/folder/out.svg", MACHINE, "the file cannot be written: No such file or directory"),
        ("decay --weights random", USAGE, "`random` is none of orthogonal, gaussian, identity, nor a .npy file"),
        ("decay --weights absent.npy", MACHINE, "`absent.npy` cannot be read: No such file or directory"),
        ("decay --radius 1 --gain 1", USAGE, "choose one"),
        ("decay --radius 0", USAGE, "'--radius'"),
        ("decay --radius nan", USAGE, "'--radius'"),
        ("decay --hidden 0", USAGE, "'--hidden'"),
        ("decay --steps 2001", USAGE, "'--steps'"),
        ("decay --forget-bias 1", USAGE, "an rnn has no gates"),
        ("decay --cell gru --activation relu", USAGE, "--activation is for --cell rnn"),
        ("decay --activation relu --radius 10 --steps 2000", MACHINE, "the states overflow after"),
        ("gates --forget-bias nan", USAGE, "'--forget-bias'"),
        ("gates --cell rnn", USAGE, "'--cell'"),
        ("nonsense", USAGE, "nonsense"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(tmp_path, arguments, code, words):
    done = grader("plot", *arguments.split(), cwd=tmp_path)

    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr.replace("\n", " ")
    assert not list(tmp_path.iterdir())


def test_a_file_for_another_number_of_units_is_refused(tmp_path):
    np.save(tmp_path / "W.npy", np.eye(3))

    done = grader("plot", "decay", "--weights", "W.npy", "--hidden", "4", cwd=tmp_path)

    assert done.returncode == USAGE
    assert "--hidden is 4, and the weights in `W.npy` are for 3 units" in done.stderr


@pytest.mark.parametrize("command", [("plot", "decay", "--output"), ("check", "bptt", "--plot")])
def test_without_matplotlib_the_message_says_what_to_install_before_any_work(tmp_path, command):
    (tmp_path / "bptt.py").write_text(BODY)

    done = run(sys.executable, "-c", WITHOUT_MATPLOTLIB, *command, "out.svg", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (MACHINE, "")
    assert "pip install matplotlib" in done.stderr


# A failing check


def test_a_failing_gradient_over_time_is_drawn_beside_the_reference(tmp_path):
    (tmp_path / "bptt.py").write_text(ZEROED)

    plain = grader("check", "bptt", cwd=tmp_path)
    done = grader("check", "bptt", "--plot", "out.svg", cwd=tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (NOT_YET, plain.stdout, "wrote out.svg\n")
    found = words_in(tmp_path / "out.svg")
    words = ("✗ bptt · dW_xh agrees at every lag", "yours", "yours: exactly 0", "reference", "the first wrong step")
    assert all(word in found for word in words), found


@pytest.mark.parametrize(
    ("source", "code", "why"),
    [
        (BODY, PASSED, "every check passes"),
        (BODY.replace("(2 * eps)", "eps"), NOT_YET, "no failing check has a gradient over time"),
    ],
    ids=["right", "wrong without a time axis"],
)
def test_where_there_is_nothing_to_draw_the_verdict_stays_and_no_file_appears(tmp_path, source, code, why):
    (tmp_path / "bptt.py").write_text(source)

    done = grader("check", "bptt", "--plot", "out.png", cwd=tmp_path)

    assert done.returncode == code
    assert done.stderr == f"nothing to draw: {why}; out.png was not written\n"
    assert not (tmp_path / "out.png").exists()


def test_a_figure_that_cannot_be_written_costs_no_verdict(tmp_path):
    (tmp_path / "bptt.py").write_text(ZEROED)
    (tmp_path / "out.svg").mkdir()

    done = grader("check", "bptt", "--plot", "out.svg", "--format", "json", cwd=tmp_path)

    assert done.returncode == MACHINE
    assert done.stdout.startswith('{"schema_version"')
    assert "the file cannot be written: Is a directory" in done.stderr


def test_an_unknown_ending_is_refused_before_anything_is_graded(tmp_path):
    (tmp_path / "bptt.py").write_text(BODY)

    done = grader("check", "bptt", "--plot", "bptt.py", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (USAGE, "")
    assert (tmp_path / "bptt.py").read_text() == BODY


def test_colours_are_only_for_terminals_that_want_them():
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"FORCE_COLOR": "1"}

    assert "\x1b" not in grader("plot", "gates", env=environment | {"NO_COLOR": "1"}).stdout
