"""Notebooks: functions and what they need come out; magics, outputs and experiments do not."""

from __future__ import annotations

import ast
import json

import pytest
from handed_in import answers, collect_upload, notebook_of
from helpers import ROOT, grade_plain
from hypothesis import given
from hypothesis import strategies as st

from grader.batch.notebook import python_of, without_magics
from grader.batch.tree import RefusedError


def functions_of(*cells: str, **more: object) -> dict[str, object]:
    space: dict[str, object] = {}
    exec(python_of(notebook_of(*cells, **more)), space)
    return space


def test_functions_and_what_they_need_are_kept_and_nothing_else():
    text = python_of(
        notebook_of(
            "import numpy as np\nimport matplotlib.pyplot as plt\nEPS = 1e-8\nSEED = 3",
            "%matplotlib inline\n!pip install torch",
            "def relu(z):\n    return np.maximum(z, EPS)\n\nplt.plot([1])\nassert relu(1) == 1",
            "while True:\n    pass",
        )
    ).decode()

    assert [type(node).__name__ for node in ast.parse(text).body] == ["Import", "Assign", "FunctionDef"]
    assert "matplotlib" not in text
    assert "SEED" not in text


def test_what_is_needed_is_followed_through_names_in_any_cell():
    space = functions_of(
        "base = 2\ntable = {}\ntable['k'] = base\nunused = 1 / 0",
        "factor = table['k'] * 3",
        "try:\n    import absent as lib\nexcept ImportError:\n    lib = None",
        "def f(x):\n    return factor * x, lib",
        "f(3).plot()",
    )

    assert space["f"](2) == (12, None)
    assert "unused" not in space


def test_the_last_definition_counts_as_in_the_notebook():
    assert functions_of("def f():\n    return 1", "def f():\n    return 2")["f"]() == 2


def test_a_lambda_with_a_name_is_a_function():
    assert functions_of("twice = lambda x: 2 * x\n3 + 4")["twice"](4) == 8


def test_a_decorated_function_keeps_its_decorator():
    assert functions_of("import functools\n@functools.cache\ndef f():\n    return 5")["f"]() == 5


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("%time\nx = 1", "pass  # %time\nx = 1"),
        ("!pip install a \\\n  b\nx = 1", "pass  # !pip install a \\\n# b\nx = 1"),
        ("files = !ls", "pass  # files = !ls"),
        ("t = %timeit -o f()", "pass  # t = %timeit -o f()"),
        ("np.tanh?", "pass  # np.tanh?"),
        ("?np.tanh", "pass  # ?np.tanh"),
        ("if x:\n    !ls\n", "if x:\n    pass  # !ls\n"),
        ("%%bash\nrm -rf x", "# %%bash\n# rm -rf x\n"),
        ("%%time\nx = 1\n", "# %%time\nx = 1\n"),
        ('s = """\n%d apples?\n!x\n"""\n', 's = """\n%d apples?\n!x\n"""\n'),
        ("y = (x\n  % 3)\n", "y = (x\n  % 3)\n"),
        ("y = x \\\n  % 3\n", "y = x \\\n  % 3\n"),
        ("y = x % 3; z != 4\n", "y = x % 3; z != 4\n"),
        ("x %= 3\n", "x %= 3\n"),
        ("# why?\ns = 'what?'\n", "# why?\ns = 'what?'\n"),
        ("s = '%d' % 3 # '''\n%cd x", "s = '%d' % 3 # '''\npass  # %cd x"),
    ],
)
def test_magics_become_comments_and_python_stays(cell, wanted):
    assert without_magics(cell).rstrip("\n") == wanted.rstrip("\n")


def test_nbformat_3_is_read():
    notebook = {
        "nbformat": 3,
        "metadata": {},
        "worksheets": [
            {"cells": [{"cell_type": "code", "input": ["def f():\n", "    return 3"], "language": "python"}]}
        ],
    }

    space: dict[str, object] = {}
    exec(python_of(json.dumps(notebook).encode()), space)
    assert space["f"]() == 3


def test_a_solution_in_cells_among_experiments_is_right():
    tree = ast.parse((ROOT / "solutions" / "rnn.py").read_text())
    cells = [f"%time\n{ast.unparse(node)}\nplt.show()" for node in tree.body[1:]]

    result = grade_plain(python_of(notebook_of(*cells, "!pip install x", "rnn(1, 2, 3)")).decode(), "rnn")

    assert result.passed
    assert result.score > 0


def test_a_cell_that_does_not_parse_is_kept_when_it_defines_something():
    text = python_of(notebook_of("def f(:\n    pass", "this is prose", "def g():\n    pass")).decode()

    assert "def f(:" in text
    assert "prose" not in text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not JSON (line 1)"),
        (b"def f(): pass", "it is not JSON (line 1)"),
        (b'{"cells": [\n', "it is not JSON (line 2)"),
        (b"[" * 200_000, "it is not JSON"),
        (b"\xff\xfe\x00", "it is not JSON"),
        (b'{"a": ' + b"1" * 10_000 + b"}", "it is not JSON"),
        (b"[]", "it has no cells"),
        (b'{"cells": 3}', "it has no cells"),
        (notebook_of("f <- 1", metadata={"kernelspec": {"language": "R"}}), "it is a notebook in r"),
        (b'{"cells": [{"cell_type": "code", "source": "def f(): return \'\\ud800\'"}]}', None),
    ],
)
def test_what_is_not_a_notebook_in_python_is_refused(content, reason):
    with pytest.raises(RefusedError) as refused:
        python_of(content)

    assert refused.value.kind == "bad_notebook"
    assert refused.value.todo
    assert reason is None or refused.value.reason == reason


def test_a_notebook_is_collected_and_broken_ones_are_problems(tmp_path):
    good = collect_upload(tmp_path / "good", "bptt.ipynb", notebook_of("def bptt(): pass"))
    broken = collect_upload(tmp_path / "broken", "bptt.ipynb", b"{")
    empty = collect_upload(tmp_path / "empty", "bptt.ipynb", notebook_of("1 + 1"))

    assert answers(good) == {("ana",): {"bptt": b"# cell 1\ndef bptt(): pass\n"}}
    assert good.submissions[0].filename == "bptt.ipynb"
    assert [(one.kind, one.exercise) for one in broken.problems] == [("bad_notebook", "bptt")]
    assert [one.reason for one in empty.problems] == ["no cell of it holds a function"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "worksheets", "cell_type", "source", "input", "metadata", "language_info", "name"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_any_json_is_python_or_a_refusal(value):
    try:
        python_of(json.dumps(value).encode())
    except RefusedError as refused:
        assert refused.reason


@given(st.text(alphabet="ab%!?='\"#()\\\n \t{}", max_size=60))
def test_taking_magics_out_always_ends_and_keeps_what_is_python(cell):
    changed = without_magics(cell)

    try:
        ast.parse(cell)
    except (SyntaxError, ValueError):
        return
    assert ast.dump(ast.parse(changed)) == ast.dump(ast.parse(cell))
