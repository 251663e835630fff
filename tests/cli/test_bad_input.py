"""What a learner sees for every kind of file that is not an answer, through the real command."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT

from grader.course.stubs import stub_of

GRADER = str(Path(sys.executable).with_name("grader"))
SOLUTION = (ROOT / "solutions" / "bptt.py").read_text()
BODY = SOLUTION[SOLUTION.index("import numpy") :]
REST = BODY[BODY.index("def numerical_gradient") :]
HEAD = "import numpy as np\n\n\n"


def instead(bptt: str) -> str:
    """A file with this `bptt` and two right functions below it."""
    return f"{HEAD}{bptt}\n\n\n{REST}"


def returning(expression: str) -> str:
    return instead(f"def bptt(xs, hs, dhs, W_xh, W_hh):\n    return {expression}")


FOUR = "a tuple of 4: (dW_xh, dW_hh, db, dh0)"
PARTS = "np.zeros((5, 3)), np.zeros((5, 5)), np.zeros(5), np.zeros(5)"
FILES: dict[str, str | bytes] = {
    # text
    "syntax_error": BODY.replace("def bptt(xs,", "def bptt(xs:,"),
    "unclosed": BODY + "\nx = (1,\n",
    "tabs_and_spaces": BODY + "\ndef f():\n\tx = 1\n        return x\n",
    "return_outside": BODY + "\nreturn 3\n",
    "not_utf8": HEAD.encode() + b"# caf\xe9\n" + BODY.encode(),
    "wrong_cookie": b"# coding: klingon\n" + BODY.encode(),
    "rot13": b"# coding: rot13\n" + BODY.encode(),
    "latin1": "# -*- coding: latin-1 -*-\nname = 'café'\n".encode("latin-1") + BODY.encode(),
    "byte_order_mark": b"\xef\xbb\xbf" + BODY.encode(),
    "windows": BODY.replace("\n", "\r\n").encode(),
    "nul_byte": BODY.encode() + b"\nx = '\0'\n",
    "empty": b"",
    "blank": b" \n\t\n",
    "comment_only": b"# later\n",
    "too_large": BODY.encode() + b"#" * (1 << 20),
    # functions
    "missing": HEAD + REST,
    "renamed": BODY.replace("def bptt(", "def bpt("),
    "too_few": BODY.replace("def bptt(xs, hs, dhs, W_xh, W_hh)", "def bptt(xs, hs, dhs)"),
    "too_many": BODY.replace("def bptt(xs, hs, dhs, W_xh, W_hh)", "def bptt(xs, hs, dhs, W_xh, W_hh, b)"),
    "extra_default": BODY.replace("def bptt(xs, hs, dhs, W_xh, W_hh)", "def bptt(xs, hs, dhs, W_xh, W_hh, b=None)"),
    "keyword_only": BODY.replace("def bptt(xs, hs, dhs, W_xh, W_hh)", "def bptt(xs, hs, dhs, W_xh, W_hh, *, b)"),
    "variadic": BODY + "\n_mine = bptt\ndef bptt(*all):\n    return _mine(*all)\n",
    "class": instead("class bptt:\n    def __init__(self, *all):\n        pass"),
    "number": instead("bptt = 3"),
    "right_lambda": BODY + "\n_mine = bptt\nbptt = lambda xs, hs, dhs, W_xh, W_hh: _mine(xs, hs, dhs, W_xh, W_hh)\n",
    "right_partial": BODY + "\nimport functools\nbptt = functools.partial(bptt)\n",
    "stub": stub_of(SOLUTION, "bptt"),
    # import
    "no_such_package": "import pandas_that_is_not_here as pd\n" + BODY,
    "raises_at_import": BODY + "\nassert bptt is None, 'my own test'\n",
    "raises_before": instead("raise RuntimeError('too early')\ndef bptt(xs, hs, dhs, W_xh, W_hh):\n    return None"),
    "sys_exit_at_import": BODY + "\nimport sys\nsys.exit(2)\n",
    "os_exit_at_import": BODY + "\nimport os\nos._exit(0)\n",
    "main_block": BODY + "\nif __name__ == '__main__':\n    raise SystemExit\n",
    "np_is_3": instead("np = 3\n\n\ndef bptt(xs, hs, dhs, W_xh, W_hh):\n    return np.zeros(3)"),
    "input_at_import": BODY + "\nname = input('your name? ')\n",
    # calls
    "sys_exit": instead("import sys\ndef bptt(xs, hs, dhs, W_xh, W_hh):\n    sys.exit('enough')"),
    "os_exit": instead("import os\ndef bptt(xs, hs, dhs, W_xh, W_hh):\n    os._exit(0)"),
    "segfault": instead("import ctypes\ndef bptt(xs, hs, dhs, W_xh, W_hh):\n    ctypes.string_at(0)"),
    "recursion": instead("def bptt(xs, hs, dhs, W_xh, W_hh):\n    return bptt(xs, hs, dhs, W_xh, W_hh)"),
    "memory": returning("np.ones(1 << 34)"),
    "index_error": returning("xs[len(xs)]"),
    # values
    "none": returning("None"),
    "forgotten_return": instead("def bptt(xs, hs, dhs, W_xh, W_hh):\n    dh = dhs"),
    "text": returning("'done'"),
    "generator": returning("(x for x in xs)"),
    "short_tuple": returning("np.zeros((5, 3)), np.zeros((5, 5)), np.zeros(5)"),
    "complex": returning(f"[part + 0j for part in ({PARTS})]"),
    "objects": returning("np.array([None, 1])"),
    "nan": returning(f"tuple(part * np.nan for part in ({PARTS}))"),
    "none_inside": returning("np.zeros((5, 3)), np.zeros((5, 5)), np.zeros(5), None"),
    "shape": returning("np.zeros((3, 5)), np.zeros((5, 5)), np.zeros(5), np.zeros(5)"),
    "billion": returning("np.broadcast_to(0.0, 10**9)"),
    "zeros": returning(PARTS),
    "prints": "print('\\x1b[31mhello\\x1b[0m \\u202eworld')\n" + BODY,
    "ten_megabytes": BODY + "\nfor _ in range(10 << 10):\n    print('x' * 1023)\n",
}
SLOW: dict[str, str | bytes] = {
    "endless": instead("def bptt(xs, hs, dhs, W_xh, W_hh):\n    while True:\n        pass"),
    "endless_at_import": BODY + "\nwhile True:\n    pass\n",
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Every file graded, in two commands side by side: one with files that use up their limits, one with the rest."""
    root = tmp_path_factory.mktemp("bad")
    for name, source in {**FILES, **SLOW}.items():
        path = root / name / "bptt.py"
        path.parent.mkdir()
        path.write_bytes(source.encode() if isinstance(source, str) else source)
    commands = [
        subprocess.Popen(
            [GRADER, "check", "--format", "json", *(f"{name}/bptt.py" for name in names)],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for names in (SLOW, FILES)
    ]
    answers = [command.communicate() for command in commands]

    assert [(command.returncode, err) for command, (_, err) in zip(commands, answers, strict=True)] == [(1, "")] * 2
    found = [result for out, _ in answers for result in json.loads(out)["results"]]
    assert [result["file"] for result in found] == [f"{name}/bptt.py" for name in (*SLOW, *FILES)]
    return {result["file"].partition("/")[0]: result for result in found}


def first_short(result: dict[str, Any], function: str) -> dict[str, Any]:
    """The first check of a function that did not pass."""
    return next(one for one in result["checks"] if one["function"] == function and one["status"] != "passed")


NOT_LOADED = {("skipped", 0.0)}


@pytest.mark.parametrize(
    ("name", "kind", "message", "line"),
    [
        ("syntax_error", "syntax_error", "SyntaxError: invalid syntax: def bptt(xs:, hs, dhs, W_xh, W_hh):", 4),
        ("unclosed", "syntax_error", "SyntaxError: '(' was never closed: x = (1,", 67),
        (
            "tabs_and_spaces",
            "syntax_error",
            "TabError: inconsistent use of tabs and spaces in indentation: return x",
            69,
        ),
        ("return_outside", "syntax_error", "SyntaxError: 'return' outside function", 67),
        ("nul_byte", "syntax_error", "SyntaxError: source code string cannot contain null bytes", None),
        (
            "not_utf8",
            "not_utf8",
            "the file is not UTF-8 and declares no encoding: "
            "'utf-8' codec can't decode byte 0xe9 in position 26: invalid continuation byte",
            4,
        ),
        ("empty", "empty_file", "`empty/bptt.py` is empty: save your work, or start again from the stub", None),
        ("blank", "empty_file", "`blank/bptt.py` is empty: save your work, or start again from the stub", None),
        ("too_large", "too_large", None, None),
        ("os_exit_at_import", "import_died", "the process exited with code 0 while the file was imported", None),
        ("endless_at_import", "import_timeout", "still running its top level after 10 s", None),
    ],
)
def test_a_file_that_cannot_be_loaded_says_why_and_where_and_none_of_it_is_graded(results, name, kind, message, line):
    result = results[name]
    error = result["error"]
    if name == "too_large":
        size = len(FILES[name])
        message = f"`too_large/bptt.py` has {size} bytes; the limit is 1048576"

    assert (error["kind"], error["message"], error["line"]) == (kind, message, line)
    assert {(check["status"], check["earned"]) for check in result["checks"]} == NOT_LOADED
    assert (result["passed"], result["score"], result["max_score"]) == (False, 0, 20)


@pytest.mark.parametrize("name", ["wrong_cookie", "rot13"])
def test_an_encoding_that_is_none_is_named(results, name):
    error = results[name]["error"]

    assert error["kind"] in {"not_utf8", "syntax_error"}
    assert {"wrong_cookie": "klingon", "rot13": "rot13"}[name] in error["message"]


@pytest.mark.parametrize(
    "name",
    [
        *("latin1", "byte_order_mark", "windows", "extra_default", "variadic", "right_lambda", "right_partial"),
        *("main_block", "prints", "ten_megabytes"),
    ],
)
def test_a_right_file_in_an_unusual_coat_passes(results, name):
    result = results[name]

    assert [check["message"] for check in result["checks"] if check["status"] != "passed"] == []
    assert (result["error"], result["passed"], result["score"]) == (None, True, 20)


@pytest.mark.parametrize(
    ("name", "kind", "message", "line"),
    [
        (
            "no_such_package",
            "import_error",
            "No module named 'pandas_that_is_not_here'; the exercise needs numpy and the standard library only",
            1,
        ),
        ("raises_at_import", "import_error", "raised AssertionError: my own test while the file was imported", 67),
        ("raises_before", "import_error", "raised RuntimeError: too early while the file was imported", 4),
        ("sys_exit_at_import", "exit_at_import", "ends the program when imported: sys.exit(2)", 68),
    ],
)
def test_a_problem_at_the_top_level_is_told_and_every_function_is_graded_all_the_same(
    results, name, kind, message, line
):
    result = results[name]

    assert result["error"] == {"kind": kind, "message": message, "line": line}
    assert not result["passed"]
    assert result["score"] == (7 if name == "raises_before" else 20)


def test_asking_for_input_is_an_error_and_not_a_hang(results):
    error = results["input_at_import"]["error"]

    assert (error["kind"], error["line"]) == ("import_error", 67)
    assert "EOF" in error["message"] or "input" in error["message"]
    assert results["input_at_import"]["score"] == 20


@pytest.mark.parametrize(
    ("name", "status", "message", "where", "line"),
    [
        ("missing", "failed", "there is no function `bptt` in the file", "", None),
        ("renamed", "failed", "there is no function `bptt` in the file; did you mean `bpt`?", "", None),
        ("class", "failed", "`bptt` is a class, not a function", "", 5),
        ("number", "failed", "`bptt` is bound to a value of type int, not to a function", "", None),
        (
            "keyword_only",
            "error",
            "raised TypeError: bptt() missing 1 required keyword-only argument: 'b'",
            "",
            4,
        ),
        ("recursion", "error", "raised RecursionError: maximum recursion depth exceeded", "line 5: return bptt(", 5),
        ("index_error", "error", "raised IndexError: index 6 is out of bounds for axis 0 with size 6", "line 5: ", 5),
        ("segfault", "crashed", "the process was killed by SIGSEGV during the call", "", 5),
        ("os_exit", "crashed", "the process exited with code 0 during the call", "", 5),
        ("endless", "timeout", "still running after 2 s: a loop that does not end?", "", 4),
        ("none", "failed", f"returned None, not {FOUR}", "", 4),
        ("forgotten_return", "failed", f"returned None, not {FOUR}", "", 4),
        ("text", "failed", f"returned a text ('done'), not {FOUR}", "", 4),
        ("generator", "failed", f"returned a generator, not {FOUR}", "", 4),
        ("short_tuple", "failed", "returned a tuple of 3, not of 4: (dW_xh, dW_hh, db, dh0)", "", 4),
        ("complex", "failed", f"returned an array of dtype complex128 and shape (5, 3), not {FOUR}", "", 4),
        ("objects", "failed", f"returned an array of dtype object and shape (2,), not {FOUR}", "", 4),
        ("none_inside", "failed", "dh0 is None: is a `return` missing?", "", 4),
        ("shape", "failed", "dW_xh has shape (3, 5), not (5, 3)", "", 4),
        ("nan", "failed", "dW_xh[0, 0] is nan, not ", "", 4),
    ],
)
def test_what_one_function_does_wrong_is_said_there_and_costs_the_others_nothing(
    results, name, status, message, where, line
):
    result = results[name]
    short = first_short(result, "bptt")

    assert (short["status"], short["line"]) == (status, line)
    assert short["message"] == message or (name == "nan" and short["message"].startswith(message))
    assert short["where"] == where or (where and short["where"].startswith(where))
    assert {check["status"] for check in result["checks"] if check["function"] != "bptt"} == {"passed"}
    assert result["score"] == 7


@pytest.mark.parametrize(
    ("name", "takes", "names"), [("too_few", "3", "xs, hs, dhs"), ("too_many", "6", "xs, hs, dhs, W_xh, W_hh, b")]
)
def test_a_wrong_number_of_parameters_names_both_lists(results, name, takes, names):
    short = first_short(results[name], "bptt")

    assert short["message"].startswith(f"`bptt` takes {takes}")
    assert f"({names})" in short["message"]
    assert short["message"].endswith("it is called with 5 (xs, hs, dhs, W_xh, W_hh)")


def test_too_much_memory_and_sys_exit_in_a_call_are_said_in_words(results):
    memory, exit = (first_short(results[name], "bptt") for name in ("memory", "sys_exit"))

    assert memory["message"].endswith("asked for more memory than a file may use (MemoryError)")
    assert (exit["status"], exit["message"]) == ("crashed", "ended the program: sys.exit(enough)")
    assert exit["where"] == "line 6: sys.exit('enough')"


def test_a_billion_entries_are_refused_where_they_are(results):
    short = first_short(results["billion"], "bptt")

    assert short["status"] == "failed"
    assert short["message"].startswith("returned an array of shape (1000000000,), 8000000000 bytes: too large")


@pytest.mark.parametrize("name", ["missing", "renamed"])
def test_a_missing_function_is_the_file_s_problem_too(results, name):
    error = results[name]["error"]

    assert error["kind"] == "missing_function"
    assert error["message"] == first_short(results[name], "bptt")["message"]


def test_a_file_with_nothing_in_it_misses_all_three_functions(results):
    message = results["comment_only"]["error"]["message"]

    assert [f"no function `{name}`" in message for name in ("bptt", "numerical_gradient", "step_contributions")] == [
        True
    ] * 3


def test_numpy_s_name_in_other_use_is_explained(results):
    short = first_short(results["np_is_3"], "bptt")

    assert short["message"] == (
        "raised AttributeError: 'int' object has no attribute 'zeros'; "
        "the file binds `np` to a value of type int, so it is numpy no longer"
    )
    assert short["where"] == "line 8: return np.zeros(3)"


def test_a_stub_is_not_written_yet(results):
    result = results["stub"]
    messages = {check["message"] for check in result["checks"] if check["status"] == "error"}

    assert messages == {f"`{name}` is not written yet" for name in ("bptt", "numerical_gradient", "step_contributions")}
    assert (result["score"], result["error"]) == (0, None)


def test_what_is_printed_comes_back_cut_and_without_control_characters(results):
    assert results["prints"]["stdout"] == "[31mhello[0m world\n"
    assert len(results["ten_megabytes"]["stdout"]) == 64 << 10


def test_a_function_cut_off_for_time_is_asked_only_once(results):
    result = results["endless"]
    statuses = [check["status"] for check in result["checks"] if check["function"] == "bptt"]

    assert statuses == ["timeout"] + ["skipped"] * 8
    assert result["wall_seconds"] < 5


# Paths that are no files


def grader(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([GRADER, *arguments], capture_output=True, text=True, timeout=60, **more)


def test_a_path_that_cannot_be_read_is_a_result_with_an_error_and_exit_code_1(tmp_path):
    (tmp_path / "right.py").write_text(BODY)
    for name in ("folder", "link", "fifo", "socket", "dangling"):
        (tmp_path / name).mkdir()
    (tmp_path / "folder" / "bptt.py").mkdir()
    (tmp_path / "link" / "bptt.py").symlink_to(tmp_path / "right.py")
    (tmp_path / "dangling" / "bptt.py").symlink_to(tmp_path / "nowhere.py")
    os.mkfifo(tmp_path / "fifo" / "bptt.py")
    place = Path.cwd()
    os.chdir(tmp_path / "socket")  # a socket's path may be no longer than 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind("bptt.py")
    finally:
        os.chdir(place)
    names = ["folder", "link", "dangling", "fifo", "socket", "absent", "right.py"]
    done = grader("check", "--format", "json", *(f"{name}/bptt.py" for name in names), cwd=tmp_path)
    errors = [result["error"] for result in json.loads(done.stdout)["results"]]

    assert (done.returncode, done.stderr) == (1, "")
    assert [(error["kind"], error["message"]) for error in errors] == [
        ("not_a_file", "`folder/bptt.py` is a folder, not a file"),
        ("link", "`link/bptt.py` is a link; name the file itself"),
        ("link", "`dangling/bptt.py` is a link; name the file itself"),
        ("not_a_file", "`fifo/bptt.py` is a FIFO, not a file"),
        ("unreadable", "`socket/bptt.py` cannot be read: No such device or address"),
        ("no_such_file", "`absent/bptt.py` does not exist"),
        ("unreadable", "`right.py/bptt.py` cannot be read: Not a directory"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path):
    path = tmp_path / "bptt.py"
    path.write_text(BODY)
    path.chmod(0)
    done = grader("check", "--format", "json", "bptt.py", cwd=tmp_path)

    assert json.loads(done.stdout)["results"][0]["error"]["message"] == "`bptt.py` cannot be read: Permission denied"


def test_a_device_is_not_a_file(tmp_path):
    from grader.source import read_source

    assert read_source(Path("/dev/null")).message == "`/dev/null` is a device, not a file"


# Names on the command line

NOT_YET, USAGE, MACHINE = 1, 2, 3


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("bppt", "there is no exercise `bppt`. Did you mean `bptt`?"),
        ("zzz", "there is no exercise `zzz`. There are: "),
        ("homework.py", "`homework.py` is not named after an exercise. There are: "),
        ("hand/in/bptt2.py", "`hand/in/bptt2.py` is not named after an exercise. Did you mean `bptt`?"),
        ("", "there is no exercise ``. There are: "),
    ],
)
def test_a_name_that_is_no_exercise_is_a_usage_error_with_a_suggestion(tmp_path, said, message):
    done = grader("check", said, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (USAGE, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "what", "todo"),
    [
        (
            [],
            "there is no exercise in this folder",
            "make a folder with all of them: grader start my-course; or go to yours",
        ),
        (["bptt"], "there is no bptt.py in this folder", "go to the folder with your exercises, or name the file"),
    ],
)
def test_a_folder_without_the_exercise_says_where_we_looked_and_what_to_do(tmp_path, arguments, what, todo):
    done = grader("check", *arguments, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (MACHINE, "")
    assert done.stderr.startswith(f"error: {what}\n  where: {tmp_path}\n  to do: {todo}")


def test_an_exercise_that_was_removed_from_a_learner_s_folder_can_be_brought_back_as_the_message_says(tmp_path):
    grader("start", ".", cwd=tmp_path)
    (tmp_path / "bptt.py").unlink()
    done = grader("check", "bptt", cwd=tmp_path)

    assert done.returncode == MACHINE
    assert "to do: bring it back: grader start .; nothing else changes" in done.stderr
    grader("start", ".", cwd=tmp_path)
    assert grader("check", "bptt", cwd=tmp_path).returncode == NOT_YET


@pytest.mark.parametrize("arguments", [["--seed", "-1"], ["--seed", "x"], ["--format", "xml"], ["--no-such-option"]])
def test_an_option_that_makes_no_sense_is_a_usage_error(tmp_path, arguments):
    done = grader("check", *arguments, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (USAGE, "")
    assert arguments[0] in done.stderr


def test_a_name_too_long_for_any_file_is_a_usage_error(tmp_path):
    assert grader("check", "a" * 5000, cwd=tmp_path).returncode == USAGE


def test_a_folder_that_was_deleted_under_us_is_the_machine_s_fault(tmp_path):
    folder = tmp_path / "deleted"
    folder.mkdir()
    done = subprocess.run(
        ["sh", "-c", f"cd {folder} && rmdir {folder} && {GRADER} check bptt"], capture_output=True, text=True
    )

    assert done.returncode == MACHINE
