"""The `grader` command: finds the command that is asked for, and turns every ending into an exit code."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module

import click

from grader import __version__
from grader.cli.lazy import LazyGroup
from grader.errors import GraderError, MachineError
from grader.sandbox.crew import Crew

PASSED, NOT_YET, USAGE, MACHINE, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130

# Imported when asked for: `grader check` does not pay for the others.
_COMMANDS = {
    "start": "put the exercises into a folder of yours",
    "check": "grade your files and say which idea is wrong",
    "watch": "the same by itself, whenever you save a file",
    "hint": "one question, one equation, or almost the code",
    "list": "every exercise: new, started, passed, changed",
    "solution": "a worked answer, after yours",
    "reset": "an exercise from its beginning, your work kept",
    "verify": "does everything that passed still pass",
    "batch": "grade a class, safely and once",
    "export": "grades as Canvas, Moodle, Gradescope and others take them",
    "report": "the class as a page, and a page for each student",
    "plot": "draw decay, spectrum and gates, here or to PNG and SVG",
    "quiz": "flashcards that come back before they are forgotten",
    "doctor": "what this machine has, and how safely it grades strangers' files",
    "completion": "let your shell complete commands and exercises",
    "course": "make and prove the course (for its authors)",
}


class _Grader(LazyGroup):
    """The commands of `grader`."""

    table = _COMMANDS

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _COMMANDS and not ctx.resilient_parsing:
            from grader.cli.names import nearest

            near = nearest(args[0], _COMMANDS, "`grader --help` lists them.")
            raise click.UsageError(f"there is no command `{args[0]}`. {near}", ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=_Grader, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
@click.pass_context
def group(ctx: click.Context) -> int:
    """A course on vanishing gradients that grades itself. Without a command: where am I, and what is next.

    \b
    Examples:
      grader start my-course   every exercise, in a folder of yours
      grader check bptt        grade bptt.py in this folder
      grader check --help      what a command does, with examples
    """
    return int(import_module("grader.cli.home").home(ctx)) if ctx.invoked_subcommand is None else PASSED


def run(crew: Crew) -> int:
    """Run the command line with workers from `crew` and return the exit code."""
    _prepare_output()
    for number in (signal.SIGTERM, signal.SIGHUP):  # a closed terminal must not leave a worker in its endless loop
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means it
            signal.signal(number, signal.default_int_handler)
    try:
        return int(group.main(standalone_mode=False, obj=crew) or PASSED)
    except click.UsageError as error:
        error.show()
        return USAGE
    except BrokenPipeError:  # help or an error went to a reader that left
        _forget_output()
        return PASSED
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; nothing was changed. The same command starts again.", err=True)
        return INTERRUPTED
    except GraderError as error:
        from grader.render.terminal import error_text

        click.echo(error_text(error), err=True, color=colour())
        return MACHINE
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo(
            f"this is a bug in grader {__version__}, not in your code: please report the lines above",
            err=True,
        )
        return BUG


def colour() -> bool | None:
    """Return False where NO_COLOR asks for none or the terminal is a dumb one, else what click finds out by itself."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def emit(text: str | bytes) -> None:
    """Write to standard output. A reader that went away (`| head`) changes nothing about the verdict."""
    try:
        click.echo(text, color=colour())
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
    except OSError as error:
        _forget_output()
        raise MachineError(
            f"the output could not be written: {error.strerror}", todo="make room, then try again"
        ) from error


def _prepare_output() -> None:
    """Give a process without standard streams some, and a terminal without ✗ a ? instead."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123  as long as the process
        getattr(sys, name).reconfigure(errors="replace")


def _forget_output() -> None:
    """Point standard output at nothing, so that the flush at exit finds a place, too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
