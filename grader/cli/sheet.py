"""How wide a verdict may be where it is shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.render.terminal import Sheet


def sheet(seed: int) -> Sheet:
    """Return a sheet for this terminal, or for a file of the usual width."""
    from grader.render.terminal import Sheet
    from grader.render.width import WIDTH

    return Sheet(_columns(WIDTH), seed)


def _columns(most: int) -> int:
    if not sys.stdout.isatty():
        return most
    from shutil import get_terminal_size  # with bz2 and lzma, which a file's or a script's verdict need not wait for

    return min(most, get_terminal_size((most, 24)).columns)
