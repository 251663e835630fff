"""What the doctor says of a learner's machine: every line that is not as it should be says what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.learner.fitness import Facts, Need, needs

WELL = Facts(
    python=(3, 12, 1),
    numpy="2.4.0",
    torch="2.13.0",
    torch_for=("torch_diagnosis", "long_memory"),
    workspace="/home/me/my-course",
    kept=True,
    trouble="",
    tier="2",
    strangers_welcome=True,
    terminal="xterm-256color",
    encoding="UTF-8",
)


def test_a_machine_that_is_well_has_nothing_to_do():
    found = needs(WELL)

    assert [one.name for one in found] == ["python", "numpy", "torch", "workspace", "worker", "tier", "terminal"]
    assert all(one.on and not one.todo and one.state for one in found)


ILL = {
    "python": ({"python": (3, 14, 0)}, "3.14.0 was never tried", "make an environment with Python 3.11, 3.12 or 3.13"),
    "an old python": ({"python": (3, 10, 2)}, "3.10.2 was never tried", "make an environment with Python 3.11"),
    "numpy": ({"numpy": ""}, "not installed; the worker cannot", "pip install --upgrade numpy"),
    "torch": (
        {"torch": ""},
        "not installed; needed for torch_diagnosis and long_memory only",
        "pip install 'vanishing-gradients[torch]'",
    ),
    "workspace": ({"workspace": "", "kept": False}, "this folder is none", "grader start my-course"),
    "an unmarked workspace": ({"kept": False}, "/home/me/my-course, where nothing", "begin to keep it: grader start ."),
    "worker": ({"trouble": "no memory"}, "no memory", "see what each layer says below"),
    "tier": ({"tier": "0", "strangers_welcome": False}, "0", "grade your own files"),
    "terminal": ({"terminal": ""}, "none, or a plain one", "nothing, unless you want them"),
    "a dumb terminal": ({"terminal": "dumb"}, "none, or a plain one", "nothing, unless you want them"),
    "an encoding": ({"encoding": "latin-1"}, "writes latin-1", "export LANG=C.UTF-8"),
}


@pytest.mark.parametrize(("change", "state", "todo"), ILL.values(), ids=ILL)
def test_what_is_missing_is_said_with_what_to_do(change, state, todo):
    (short,) = [one for one in needs(replace(WELL, **change)) if not one.on]

    assert isinstance(short, Need)
    assert short.state.startswith(state)
    assert short.todo.startswith(todo)
