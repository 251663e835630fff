"""Honest but demanding files: whatever a learner may reasonably write works in every tier."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from benchmarks.tiers import LAYERS_OF
from grader.calls import Call, Returned
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="tiers above 0 are Linux")

FILES = sorted((Path(__file__).parent / "honest").glob("*.py"))
LIMITS = Limits(call_wall_seconds=20.0)


ONE_FILE_EACH = "one interpreter for each file"


@pytest.fixture(scope="module", params=["2", "1", "1b", ONE_FILE_EACH])
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    forks = request.param != ONE_FILE_EACH
    with Crew(LAYERS_OF[request.param] if forks else (), forks) as made:
        yield made


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_honest_demand_is_met(file: Path, crew: Crew):
    preloads = ["torch"] if file.stem.startswith("torch") else []
    session = Session(file.read_bytes(), "demand.py", ("demand",), LIMITS, crew.take, preloads)
    loaded = session.load()
    answer = session.call(Call("demand", (np.linspace(0.5, 1.5, 4),)))
    session.close()

    assert loaded.problem is None
    assert isinstance(answer, Returned), answer
    assert np.all(answer.value)
