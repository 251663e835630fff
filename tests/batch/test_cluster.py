"""Grading on a real cluster: a scheduler and workers of dask's own, on this machine, ended and killed by their ids."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from classes import GRADER, batch, class_of, verdicts, wait_for_results
from helpers import ROOT
from runs import DENIED, DENIED_FOR, Process, below, left_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc"),
]

MACHINE, USAGE, INTERRUPTED = 3, 2, 130
TESTS = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}


# A cluster


@dataclass
class Cluster:
    """A scheduler, and the workers that a test starts."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    ends: ExitStack = field(default_factory=ExitStack)
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def begin(self) -> None:
        environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        command = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.scheduler = self._start("scheduler", command, environment)
        self.address = self._said("scheduler", "Scheduler at:")

    def workers(
        self, *names: str, options: Sequence[str] = (), python: Sequence[str] = (sys.executable,), **environment: str
    ) -> list[subprocess.Popen[bytes]]:
        """Start workers and wait until they are there."""
        command = ["worker", self.address, "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder)]
        command += ["--nthreads", "1", *options]
        self.started = [self._start(name, command, {**os.environ, **environment}, python) for name in names]
        for name in names:
            self._said(name, "Registered to:")
        return self.started

    def zygotes(self) -> list[list[Process]]:
        """What the workers have started, worker by worker."""
        return [below(worker.pid) for worker in self.started]

    def _start(
        self, name: str, command: list[str], environment: dict[str, str], python: Sequence[str] = (sys.executable,)
    ) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [*python, "-m", "dask", *command], cwd=self.folder, env=environment, stdout=log, stderr=log
            )
        self.ends.callback(process.wait)
        self.ends.callback(process.kill)
        return process

    def _said(self, name: str, words: str) -> str:
        """Wait for a line with these words, and return what stands behind them."""
        log = self.folder / f"{name}.log"
        deadline = time.monotonic() + 60
        while not (line := re.search(rf"{re.escape(words)}(.*)\n", log.read_text())):
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        return line[1].strip()


@contextmanager
def a_cluster(folder: Path) -> Iterator[Cluster]:
    cluster = Cluster(folder)
    with cluster.ends:
        cluster.begin()
        yield cluster


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers that nobody harms."""
    with a_cluster(tmp_path_factory.mktemp("pair")) as cluster:
        cluster.workers("first", "second")
        yield cluster


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with a_cluster(tmp_path_factory.mktemp("empty")) as cluster:
        yield cluster


@pytest.fixture
def cluster(empty: Cluster) -> Iterator[Cluster]:
    """A scheduler without workers; those that a test starts end with it."""
    with ExitStack() as ends:
        yield Cluster(empty.folder, empty.address, empty.scheduler, ends)


# A run in a process of its own: dask's warnings are not ours to answer for

RUN = """
import sys, time
from runs import RIGHT, TERMS, WRONG, class_of, task
from grader.batch import dask, job
from grader.batch.dask import graded
from grader.errors import GraderError
ADDRESS = sys.argv[1]
def show(tasks):
    try:
        for one in graded(tasks, TERMS, ADDRESS):
            right = one.task.source.startswith(RIGHT)
            print(right, one.record["passed"], one.attempts, one.record["checks"][0]["message"], sep="|", flush=True)
    except GraderError as error:
        print(error)
"""


def running(address: str, script: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN + textwrap.dedent(script), address]
    return subprocess.Popen(command, env=TESTS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ran(address: str, script: str) -> str:
    with running(address, script) as process:
        said, trouble = process.communicate(timeout=60)
    assert process.returncode == 0, trouble
    assert trouble == ""
    return said


# What comes of a run


def test_a_class_gets_the_verdicts_that_it_gets_from_this_machine_s_workers(pair: Cluster, tmp_path: Path):
    folder = class_of(tmp_path / "class", 20)

    there = batch(folder, tmp_path / "there", "--cluster", pair.address, "--exercise", "rnn")
    here = batch(folder, tmp_path / "here", "--jobs", 2, "--exercise", "rnn")

    assert (there.returncode, here.returncode) == (0, 0), there.stderr
    assert there.stderr.startswith(f"20 files to grade, 0 results are there; on the cluster at {pair.address}\n")
    assert verdicts(tmp_path / "there") == verdicts(tmp_path / "here")
    assert len(verdicts(tmp_path / "there")) == 20


def test_both_workers_grade(pair: Cluster):
    ran(pair.address, "show(class_of(12, RIGHT))")

    assert all(pair.zygotes())


def test_tasks_are_sent_a_few_at_a_time_and_taken_back_when_nobody_wants_the_rest(pair: Cluster):
    said = ran(
        pair.address,
        """
        from itertools import count
        from distributed import Client
        sent = []
        def endless():
            for number in count():
                sent.append(number)
                yield task(RIGHT + b"# %d" % number)
        run = graded(endless(), TERMS, ADDRESS)
        print(next(run).record["passed"], len(sent))
        run.close()
        with Client(ADDRESS, set_as_default=False) as client:
            while client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)):
                time.sleep(0.05)
        """,
    )

    assert said == "True 4\n"


def test_ctrl_c_stops_a_run_and_keeps_what_there_is(pair: Cluster, tmp_path: Path):
    folder = class_of(tmp_path / "class", 200)
    out = tmp_path / "out"
    command = [GRADER, "batch", folder, "--output", out, "--cluster", pair.address]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        wait_for_results(out, 3, process)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)

    assert process.returncode == INTERRUPTED, said
    assert said.endswith(" results of this run are kept. The same command goes on where it stopped.\n")
    assert "Traceback" not in said


# Workers that are lost, or fail


def test_a_worker_that_is_killed_loses_no_result(cluster: Cluster):
    first, _ = cluster.workers("killed", "left")
    with running(cluster.address, "show(class_of(40, RIGHT, WRONG))") as process:
        lines = [process.stdout.readline() for _ in range(5)]
        first.send_signal(signal.SIGKILL)
        said, trouble = process.communicate(timeout=60)

    verdicts = [line.split("|")[:2] for line in [*lines, *said.splitlines()]]
    assert (process.returncode, trouble) == (0, "")
    assert sorted(verdicts) == 20 * [["False", "False"]] + 20 * [["True", "True"]]


PLAYED = """
import os
import re
from base64 import b64decode
from grader.batch import dask
from grader.batch.worker import Grader
def dask_setup(worker):
    dask._REST_SECONDS = 0.2
    Grader.graded = graded
honest = Grader.graded
def graded(self, task):
    source = b64decode(task["source"])
    if b"# deadly" in source:
        os._exit(1)
    if b"# failing" in source:
        raise ZeroDivisionError("a bug of ours")
    if b"# doubtful" in source:
        return {**honest(self, task), "doubtful": not task["fresh"]}
    return honest(self, task)
"""


def played(cluster: Cluster, *names: str) -> Cluster:
    """Start workers that do what a file says."""
    script = cluster.folder / "played.py"
    script.write_text(PLAYED)
    cluster.workers(*names, options=("--preload", str(script)))
    return cluster


def test_what_fails_is_tried_once_more_and_then_nobody_s_fault(cluster: Cluster):
    said = ran(
        played(cluster, "one", "two", "three").address,
        """
        show([task(RIGHT + b"# doubtful")])
        show([task(RIGHT + b"# failing")])
        show([task(RIGHT + b"# deadly")])
        show([task(RIGHT)])
        """,
    )

    doubtful, failing, deadly, after = said.splitlines()
    again = "; grade it once more by itself"
    assert doubtful.startswith("True|True|2|")
    assert failing == f"True|False|2|the worker failed: ZeroDivisionError: a bug of ours{again}"
    assert deadly == f"True|False|2|it cost the cluster 2 workers{again}"
    assert after.startswith("True|True|1|")


def test_a_worker_that_rests_ends_its_zygotes(cluster: Cluster):
    with running(played(cluster, "rests").address, "show(class_of(20, RIGHT))") as process:
        process.stdout.readline()
        started = [zygote for of_worker in cluster.zygotes() for zygote in of_worker]
        process.communicate(timeout=60)

    assert started
    assert left_of(started, within_seconds=10) == []
    assert [worker.poll() for worker in cluster.started] == [None]


def test_a_worker_that_falls_silent_stops_the_run(cluster: Cluster):
    (worker,) = cluster.workers("silent")
    worker.send_signal(signal.SIGSTOP)

    said = ran(
        cluster.address,
        """
        job._MARGIN_SECONDS, dask._SLACK_SECONDS, dask._WORKERS_SECONDS = -30.0, 1.0, 1.0
        show([task(RIGHT)])
        """,
    )

    assert said == (
        "no worker of the cluster has answered for 1 s\n"
        f"  where: {cluster.address}\n"
        f"  to do: start one for each core: `dask worker {cluster.address} --nworkers -1 --nthreads 1`\n"
    )


def test_a_scheduler_that_is_killed_stops_the_run(tmp_path: Path):
    with a_cluster(tmp_path) as cluster:
        cluster.workers("worker")
        with running(cluster.address, "show(class_of(200, RIGHT))") as process:
            process.stdout.readline()
            cluster.scheduler.kill()
            said, trouble = process.communicate(timeout=60)

    assert trouble == ""
    assert said.endswith(
        f"the cluster is gone\n  where: {cluster.address}\n"
        "  to do: look why its scheduler ended, then run the same command again\n"
    )


# Workers that may not grade


def test_a_worker_of_another_version_is_refused(cluster: Cluster, tmp_path: Path):
    for part in ("grader", "exercises", "solutions"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "grader" / "checks" / "rnn.py").open("a") as file:
        file.write("# another\n")
    cluster.workers("other", PYTHONPATH=str(tmp_path))

    said = ran(cluster.address, "show([task(RIGHT)])").splitlines()

    theirs, ours = said[0].removeprefix("a worker has grader ").split("; this run has ")
    assert theirs.split(", course ")[0] == ours.split(", course ")[0]
    assert theirs != ours
    assert said[1].startswith("  where: tcp://127.0.0.1:")
    assert said[2:] == [
        "  to do: install the same grader, Python, numpy and torch there as here, then start the worker again"
    ]


def test_a_worker_of_several_threads_is_refused(cluster: Cluster):
    cluster.workers("threads", options=("--nthreads", "2"))

    said = ran(cluster.address, "show([task(RIGHT)])").splitlines()

    assert said[0] == "a worker has several threads, and the limits and warnings of several files would mix"
    assert said[2] == f"  to do: start one for each core: `dask worker {cluster.address} --nworkers -1 --nthreads 1`"


def test_a_worker_without_grader_is_refused(cluster: Cluster):
    script = cluster.folder / "without.py"
    script.write_text("import sys\nsys.modules['grader'] = None\n")
    cluster.workers("without", options=("--preload", str(script)))

    said = ran(cluster.address, "show([task(RIGHT)])").splitlines()

    assert said[0] == "a worker of the cluster has no grader that could serve it"
    assert said[2] == "  to do: install the same grader there as here, then start the worker again"


def test_a_worker_that_confines_nothing_gets_only_files_of_a_trusted_class(cluster: Cluster):
    cluster.workers("open", python=[sys.executable, str(DENIED), DENIED_FOR["0"], sys.executable])

    strangers = ran(cluster.address, "show([task(RIGHT)])").splitlines()
    trusted = ran(
        cluster.address,
        """
        from dataclasses import replace
        print(next(graded([task(RIGHT)], replace(TERMS, trusted=True), ADDRESS)).tier)
        """,
    )

    assert strangers[0].startswith("nothing on this machine keeps strangers' files from harm; missing: namespaces (")
    assert strangers[1].startswith("  where: tcp://127.0.0.1:")
    assert strangers[2].endswith("for a class whose files you trust, add --trusted-class")
    assert trusted == "0\n"


# Clusters that are not there


def refused(tmp_path: Path, address: str) -> list[str]:
    done = batch(class_of(tmp_path / "class", 1), tmp_path / "out", "--cluster", address, timeout=20)
    assert done.returncode == MACHINE
    return done.stderr.splitlines()[1:]


def test_a_cluster_without_workers_says_how_to_start_one(cluster: Cluster, tmp_path: Path):
    assert refused(tmp_path, cluster.address) == [
        "error: the cluster has no worker",
        f"  where: {cluster.address}",
        f"  to do: start one for each core: `dask worker {cluster.address} --nworkers -1 --nthreads 1`",
    ]


def test_an_address_that_nobody_answers_is_told(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = f"tcp://127.0.0.1:{deaf.getsockname()[1]}"
        said = refused(tmp_path, address)

    assert said == [
        "error: no cluster answers: who is there says nothing",
        f"  where: {address}",
        "  to do: start one with `dask scheduler`, or name its address, like tcp://127.0.0.1:8786",
    ]


def test_what_is_no_address_is_told(tmp_path: Path):
    assert refused(tmp_path, "nonsense")[0] == "error: no cluster answers: missing port number in address 'nonsense'"


def test_without_the_extra_the_line_that_installs_it_is_told(tmp_path: Path):
    folder = class_of(tmp_path / "class", 1)
    script = "import sys; sys.modules['distributed'] = None; from grader.__main__ import main; main()"
    command = [sys.executable, "-c", script, "batch", folder, "--output", tmp_path / "out", "--cluster", "tcp://x:1"]
    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == MACHINE
    assert done.stderr == (
        "error: clusters are reached with dask.distributed, which is not installed\n"
        '  to do: pip install "vanishing-gradients[cluster]", here and where the workers run; or leave out --cluster\n'
    )
    assert not (tmp_path / "out").exists()


def test_jobs_and_a_cluster_exclude_each_other(tmp_path: Path):
    done = batch(class_of(tmp_path / "class", 1), tmp_path / "out", "--cluster", "tcp://127.0.0.1:1", "--jobs", 2)

    assert done.returncode == USAGE
    assert "--jobs counts workers of this machine; with --cluster, its own workers grade." in done.stderr
