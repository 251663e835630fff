"""`grader completion`: what a shell must read to complete commands, options and exercises."""

from __future__ import annotations

import click

from grader.cli.main import PASSED, emit, group


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the lines that let a shell complete commands, options and the names of exercises.

    \b
    Examples, each for good when it stands in the shell's own start-up file:
      eval "$(grader completion bash)"            in ~/.bashrc
      eval "$(grader completion zsh)"             in ~/.zshrc
      grader completion fish | source             in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"click does not know the shell `{shell}`")
    emit(kind(group, {}, "grader", "_GRADER_COMPLETE").source())
    return PASSED
