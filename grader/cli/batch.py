"""`grader batch`: grade a class, and ask what came of it. The run is what happens when no question is named."""

from __future__ import annotations

from importlib import import_module

import click

_RUN = "SUBMISSIONS"
_QUESTIONS = {
    "show": "everything about one student's results, and what each can be traced to",
    "replay": "grade one answer again with the same inputs; hand it back so that its author can",
    "summary": "each exercise: how many passed, the mean, and the wrong ideas of the class",
}


class _RunOrQuestion(click.Group):
    """`grader batch show` is a question; of a folder named show one says ./show."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*_QUESTIONS, *ctx.help_option_names):
            args = [_RUN, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_QUESTIONS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        module = "batch_run" if name == _RUN else f"batch_{name}" if name in _QUESTIONS else ""
        if not module:
            return None
        command: click.Command = import_module(f"grader.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        return ("" if name == _RUN else name), command, rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The run's help, then the questions."""
        run = self.get_command(ctx, _RUN)
        assert run is not None, "it is named above"  # noqa: S101  for the type checker
        run.format_help(click.Context(run, info_name=ctx.command_path), formatter)
        with formatter.section("Questions"):
            formatter.write_dl(list(_QUESTIONS.items()))


@click.command(cls=_RunOrQuestion, name="batch")
def command() -> None:
    """Grade a class."""
