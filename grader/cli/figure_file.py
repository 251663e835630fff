"""Where a figure goes: a file whose name says which form it has."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.whole_file import write_whole
from grader.errors import MachineError

if TYPE_CHECKING:
    from grader.portrait.curves import Portrait

_FORMS = (".png", ".svg")


class FigureFile(click.ParamType):
    """A path that ends in .png or .svg; asked for only where matplotlib is installed."""

    name = "file"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(value))
        if path.suffix.lower() not in _FORMS:
            self.fail(f"`{path}` ends neither in .png nor in .svg", param, ctx)
        if find_spec("matplotlib") is None:  # said before anything is graded or computed
            raise MachineError(
                "figures are drawn with matplotlib, which is not installed",
                todo="pip install matplotlib",
            )
        return path


def write_figure(portrait: Portrait, path: Path) -> None:
    """Draw the portrait into a file.

    Raises:
        WorkspaceError: The file cannot be written.
    """
    from grader.render.figure import drawn

    write_whole(path, drawn(portrait, path.suffix.lower().removeprefix(".")))
    click.echo(f"wrote {path}", err=True)
