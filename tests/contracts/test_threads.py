"""A command's process has one thread: a second one of numpy's would spin where the worker should run."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from helpers import ROOT

PROGRAM = """
import os, sys
leave = os._exit
def counted(code):
    assert "numpy" in sys.modules
    print("threads", len(os.listdir("/proc/self/task")), flush=True)
    leave(code)
os._exit = counted
sys.argv[0] = "grader"
from grader.__main__ import main
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_check_has_one_thread_on_any_number_of_processors_and_whatever_the_shell_says():
    said = {**os.environ, "OPENBLAS_NUM_THREADS": "4"}
    command = [sys.executable, "-c", PROGRAM, "check", str(ROOT / "examples" / "class" / "ana" / "rnn.py")]

    done = subprocess.run(command, capture_output=True, text=True, env=said, cwd=ROOT, check=False)

    assert done.stdout.splitlines()[-1] == "threads 1", done.stdout + done.stderr
