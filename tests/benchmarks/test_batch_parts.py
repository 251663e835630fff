"""The batch benchmark's parts, without a clock."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pytest

from benchmarks import batch


def test_no_two_files_of_a_class_are_the_same_and_most_are_the_solution():
    files = list(batch.sources(100, "bptt"))

    assert len({*files}) == 100
    solution = (batch.ROOT / "solutions" / "bptt.py").read_bytes()
    assert 45 <= sum(source.startswith(solution) for source in files) <= 75
    assert list(batch.sources(100, "bptt")) == files


def test_exercises_that_need_torch_are_left_out():
    assert len(batch.numpy_exercises()) == 13
    assert "torch_diagnosis" not in batch.numpy_exercises()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_is_that_of_a_process_and_of_all_below_it():
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(flush=True); input()'])"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        pids = batch.family(process.pid)
        shares = [batch.proportional_bytes(pid) for pid in pids]
        process.stdin.close()

    assert len(pids) == 2 and os.getpid() not in pids
    assert all(1e6 < share < 100e6 for share in shares)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_small_class_is_graded_by_the_command_and_measured():
    done = batch.run(3, ["rnn", "bptt"], 1)

    assert done.outcomes.total() == 6 and done.outcomes["broken"] == 0
    assert {*done.file_seconds} == {"rnn", "bptt"}
    assert done.peak_bytes > 10e6


def test_growth_is_of_the_time_for_each_student_and_of_the_peak():
    outcomes = Counter({"passed": 10})
    runs = [batch.Run(10, 5.0, {}, 100_000_000, outcomes), batch.Run(100, 100.0, {}, 600_000_000, outcomes)]

    *_, growth = batch.table(runs, 13)

    assert growth == "  x 2.00 time for each, x 6.00 memory   target missed: <= 500 MB"
