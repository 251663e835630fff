"""`grader doctor` as a process: on this machine, and on poorer ones, which a filter around it makes of this one."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from helpers import NORMAL_USER, ROOT

from grader.sandbox import doctor

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="system-call numbers of x86-64"
)

GRADER = str(Path(sys.executable).with_name("grader"))
DENIED = [sys.executable, str(ROOT / "tests" / "sandbox" / "denied.py")]
UNSHARE, MOUNT, LANDLOCK = "272", "165", "444"


def diagnosis(*before: str) -> tuple[int, dict[str, Any]]:
    command = [*before, sys.executable, GRADER] if before else [GRADER]
    done = subprocess.run([*command, "doctor", "--format", "json"], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def layer(report: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in report["layers"] if one["name"] == name)


def test_every_need_and_every_layer_has_a_line_and_the_last_one_is_the_tier():
    done = subprocess.run([GRADER, "doctor"], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()

    needs = ["python", "numpy", "torch", "workspace", "worker", "tier", "terminal"]
    assert [line.split("  ")[0][2:] for line in lines if line[:1] in "✓✗" and line] == [*needs, *doctor.MEANS]
    assert lines[-1].startswith("tier ")
    assert (done.returncode == 0) == (not lines[-1].startswith("tier 0"))


@pytest.mark.parametrize(
    ("denied", "tier", "missing"),
    [
        (UNSHARE, "1", {"namespaces": "unshare"}),  # Docker's default profile
        (MOUNT, "1", {"namespaces": "mount"}),  # Ubuntu: a namespace one may make and do nothing in
        (f"{UNSHARE},{LANDLOCK}", "1b", {"namespaces": "unshare", "landlock": "Landlock"}),
        (f"{UNSHARE},prctl22", "0", {"namespaces": "unshare", "seccomp": "prctl"}),
    ],
    ids=["no namespaces", "no mounts", "no namespaces, no Landlock", "no seccomp"],
)
def test_a_poorer_machine_gets_a_lower_tier_and_is_told_what_to_do(denied, tier, missing):
    code, report = diagnosis(*DENIED, denied)

    assert report["tier"] == tier
    assert code == (3 if tier == "0" else 0)
    assert report["strangers_welcome"] == (tier != "0")
    for name, said in missing.items():
        assert said in layer(report, name)["state"]
        assert layer(report, name)["todo"]


def test_a_learner_s_file_is_graded_where_namespaces_are_denied(tmp_path):
    (tmp_path / "rnn.py").write_bytes((ROOT / "solutions" / "rnn.py").read_bytes())
    command = [*DENIED, f"{UNSHARE},{LANDLOCK}", sys.executable, GRADER, "check", "rnn"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_a_normal_user_gets_a_tier_for_strangers_and_grades(everybodys_python):
    work = Path(tempfile.mkdtemp())
    work.chmod(0o755)
    shutil.copy(ROOT / "solutions" / "rnn.py", work / "rnn.py")
    more = {"cwd": work, "capture_output": True, "text": True, **NORMAL_USER}
    told = subprocess.run([everybodys_python, "-m", "grader", "doctor", "--format", "json"], **more)
    done = subprocess.run([everybodys_python, "-m", "grader", "check", "rnn"], **more)
    shutil.rmtree(work)

    assert told.returncode == 0, told.stdout + told.stderr
    assert "uid 65534" in json.loads(told.stdout)["machine"]
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("state", "settings", "todo"),
    [
        ("unshare: No space left on device", {"most": "0"}, "sudo sysctl -w user.max_user_namespaces=10000"),
        ("unshare: Operation not permitted", {"allowed": "0"}, "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
        ("uid_map: Permission denied", {"apparmor": "1", "most": "9"}, "sudo sysctl -w kernel.apparmor_restrict"),
        ("unshare: Operation not permitted", {}, "a container's own profile denies it"),
        ("mount: Operation not permitted", {}, "the machine's policy denies mounts"),
    ],
)
def test_what_to_do_about_namespaces_follows_from_the_step_that_failed(state, settings, todo):
    assert doctor._namespaces_todo(state, settings).startswith(todo)
