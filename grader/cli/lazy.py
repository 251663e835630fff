"""Groups of commands that live one per file and are imported when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

import click


class LazyGroup(click.Group):
    """A group whose commands are known by name and help, and imported by module.

    Attributes:
        table: Name to one line of help. The module is grader.cli.NAME, with the prefix before NAME.
        prefix: What the modules' names begin with.
        default: The command that is meant when none is named; "" for none.
    """

    table: ClassVar[Mapping[str, str]]
    prefix: ClassVar[str] = ""
    default: ClassVar[str] = ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.table:
            return None
        command: click.Command = import_module(f"grader.cli.{self.prefix}{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.table.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that name none."""
        named = args[:1] and (args[0] in self.table or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named or not self.default else [self.default, *args])
