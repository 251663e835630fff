"""The same attacks and honest files when somebody without rights grades, also where namespaces are denied to them."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from helpers import NORMAL_USER, ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux" or os.getuid() != 0, reason="only root can become somebody else"),
]

SANDBOX = Path("tests", "sandbox")
UNSHARE = "272"
ATTACKS = (
    "solution solution_anywhere other_submission secret_file signals_the_grader descriptor_of_another tcp"
    " abstract_socket many_processes leaves_a_process memory_in_an_array file_left keyring forged_answer"
    " zygote_memory traced_grader"
).split()
HONEST = "einsum imports_late prints linear_algebra".split()


def passed(python: Path, tiers: Sequence[str], before: Sequence[str] = ()) -> str:
    """Run attacks and honest files as a user without rights, and return pytest's last line."""
    tests = [
        f"{SANDBOX}/test_attacks.py::test_an_attack_is_contained[{tier}-{name}]" for tier in tiers for name in ATTACKS
    ]
    tests += [
        f"{SANDBOX}/test_honest.py::test_an_honest_demand_is_met[{tier}-{name}]" for tier in tiers for name in HONEST
    ]
    command = [*before, str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, **NORMAL_USER)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-1].partition(" in ")[0]


def test_every_tier_holds_for_a_normal_user(everybodys_python):
    assert passed(everybodys_python, ["2", "1", "1b"]) == f"{3 * len(ATTACKS + HONEST)} passed"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="system-call numbers of x86-64")
def test_the_tiers_without_namespaces_hold_for_a_normal_user_who_is_denied_them(everybodys_python):
    denied = [str(everybodys_python), str(ROOT / SANDBOX / "denied.py"), UNSHARE]

    assert passed(everybodys_python, ["1", "1b"], denied) == f"{2 * len(ATTACKS + HONEST)} passed"
