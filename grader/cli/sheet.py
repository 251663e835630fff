"""How wide a verdict may be where it is shown."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.render.terminal import Sheet


def sheet(seed: int) -> Sheet:
    """Return a sheet for this terminal, or for a file of the usual width."""
    from grader.render.terminal import Sheet
    from grader.render.width import WIDTH

    columns = shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH
    return Sheet(min(WIDTH, columns), seed)
