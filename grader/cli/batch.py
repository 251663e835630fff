"""`grader batch`: grade a class, and ask what came of it. The run is what happens when no question is named."""

from __future__ import annotations

import click

from grader.cli.lazy import LazyGroup

_QUESTIONS = {
    "show": "everything about one student's results, and what each can be traced to",
    "replay": "grade one answer again with the same inputs; hand it back so that its author can",
    "summary": "each exercise: how many passed, the mean, and the wrong ideas of the class",
}


class _RunOrQuestion(LazyGroup):
    """`grader batch show` is a question; of a folder named show one says ./show."""

    table = _QUESTIONS
    prefix = "batch_"
    default = "SUBMISSIONS"  # never typed: whatever is not a question is what was handed in

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return _run() if name == self.default else super().get_command(ctx, name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        return ("" if name == self.default else name), command, rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The run's help, then the questions."""
        run = _run()
        inner = click.Context(run, info_name=ctx.command_path, help_option_names=ctx.help_option_names)
        run.format_help(inner, formatter)
        with formatter.section("Questions"):
            formatter.write_dl(list(self.table.items()))


def _run() -> click.Command:
    from grader.cli.batch_run import command

    return command


@click.command(cls=_RunOrQuestion, name="batch")
def command() -> None:
    """Grade a class."""
