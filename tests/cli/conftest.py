"""The folders that commands are tried in."""

from __future__ import annotations

from pathlib import Path

import pytest
from learning import started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A learner's folder, as `grader start` leaves it."""
    return started(tmp_path / "my-course")
