"""`grader plot`: how gradients decay, where eigenvalues lie, how far gates carry; in the terminal or as a figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from grader.cli.figure_file import FigureFile, write_figure
from grader.cli.main import PASSED, emit
from grader.errors import WorkspaceError

if TYPE_CHECKING:
    from grader.course.model import Course
    from grader.portrait.curves import Portrait
    from grader.portrait.weights import Weights

_KINDS = ("orthogonal", "gaussian", "identity")
_RADIUS = 0.9  # near the edge, on the side where gradients vanish
_BIAS = 1.0  # the usual advice
_BIASES = (0.0, 1.0, 3.0, 5.0)

Command = TypeVar("Command", bound=Callable[..., Any])


def _options(*options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


class _Number(click.FloatRange):
    """A range of numbers; NaN, which is not below any limit, is in none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if number != number:
            self.fail(f"`{value}` is not a number", param, ctx)
        return number


_POSITIVE = _Number(min=0, min_open=True, max=1e6)
_BIAS_RANGE = _Number(-40, 40)
_CELL = click.option("--cell", type=click.Choice(["rnn", "lstm", "gru"]), default="rnn", show_default=True)
_GATED = click.option("--cell", type=click.Choice(["lstm", "gru"]), default="lstm", show_default=True)
_ACTIVATION = click.option(
    "--activation",
    type=click.Choice(["tanh", "sigmoid", "relu", "linear"]),
    help="Of a plain network (--cell rnn); tanh unless said.",
)
_STEPS = click.option("--steps", type=click.IntRange(1, 2000), default=100, show_default=True)
_ONE_BIAS = click.option(
    "--forget-bias",
    type=_BIAS_RANGE,
    help=f"Of the forget gate (lstm) or the update gate (gru); {_BIAS:g} unless said.",
)
_MANY_BIASES = click.option(
    "--forget-bias",
    "biases",
    type=_BIAS_RANGE,
    multiple=True,
    help="Of the forget gate (lstm) or the update gate (gru), again for more; 0, 1, 3, 5 unless said.",
)
_SIZES = (
    click.option("--hidden", type=click.IntRange(1, 512), help="Units; 64 unless a file says."),
    click.option("--radius", type=_POSITIVE, help=f"Rescale to this spectral radius; {_RADIUS} unless from a file."),
    click.option("--gain", type=_POSITIVE, help="Multiply the weights by this instead."),
)
_SEED = click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Draws everything anew.")
_OUTPUT = click.option("--output", type=FigureFile(), help="Draw into this .png or .svg instead of the terminal.")


def _weights_option(default: str) -> Callable[[Any], Any]:
    return click.option(
        "--weights",
        default=default,
        show_default=True,
        metavar="|".join((*_KINDS, "FILE.npy")),
        help="Recurrent weights: (H, H), or the gates' blocks one below the other.",
    )


@click.group(name="plot")
def command() -> None:
    """Draw how gradients decay, where eigenvalues lie, how far gates carry.

    \b
    Examples:
      grader plot decay
      grader plot spectrum --weights W_hh.npy --output spectrum.svg
    """


@command.command(short_help="how a gradient fades on its way back, and the bound")
@_options(_CELL, _weights_option("orthogonal"), *_SIZES, _ACTIVATION, _STEPS, _ONE_BIAS, _SEED, _OUTPUT)
def decay(
    cell: str,
    activation: str | None,
    steps: int,
    forget_bias: float | None,
    seed: int,
    output: Path | None,
    **said: Any,
) -> int:
    """Draw the norm of a gradient on its way back, the bound beside the measurement.

    \b
    Examples:
      grader plot decay --weights gaussian --radius 1.1
      grader plot decay --cell lstm --forget-bias 3 --output decay.png
    """
    from grader.portrait.decay import decay as portrait_of

    _fits(cell, activation, forget_bias)
    course, weights = _course_and_weights(cell, seed, **said)
    bias = _BIAS if forget_bias is None else forget_bias
    return _show(portrait_of(course, weights, activation or "tanh", steps, seed, bias), output)


@command.command(short_help="eigenvalues and singular values")
@_options(_CELL, _weights_option("gaussian"), *_SIZES, _ACTIVATION, _ONE_BIAS, _SEED, _OUTPUT)
def spectrum(
    cell: str, activation: str | None, forget_bias: float | None, seed: int, output: Path | None, **said: Any
) -> int:
    """Draw the eigenvalues and singular values, of the weights and of one step.

    \b
    Examples:
      grader plot spectrum --weights orthogonal --radius 1
      grader plot spectrum --activation relu --output spectrum.svg
    """
    from grader.portrait.spectrum import spectrum as portrait_of

    _fits(cell, activation, forget_bias)
    course, weights = _course_and_weights(cell, seed, **said)
    bias = _BIAS if forget_bias is None else forget_bias
    return _show(portrait_of(course, weights, activation or "tanh", seed, bias), output)


@command.command(short_help="how far each forget bias carries")
@_options(_GATED, _weights_option("orthogonal"), *_SIZES, _STEPS, _MANY_BIASES, _SEED, _OUTPUT)
def gates(cell: str, steps: int, biases: tuple[float, ...], seed: int, output: Path | None, **said: Any) -> int:
    """Draw how far each forget bias carries along the cell's own path.

    \b
    Examples:
      grader plot gates --forget-bias 1 --forget-bias 4
      grader plot gates --cell gru --steps 300 --output gates.svg
    """
    from grader.portrait.gates import gates as portrait_of

    course, weights = _course_and_weights(cell, seed, **said)
    return _show(portrait_of(course, weights, biases or _BIASES, steps, seed), output)


# What was asked for


def _fits(cell: str, activation: str | None, forget_bias: float | None) -> None:
    if cell != "rnn" and activation is not None:
        raise click.UsageError(f"--activation is for --cell rnn; the activations of a {cell} are its own")
    if cell == "rnn" and forget_bias is not None:
        raise click.UsageError("--forget-bias is for --cell lstm and --cell gru; an rnn has no gates")


def _course_and_weights(
    cell: str, seed: int, weights: str, hidden: int | None, radius: float | None, gain: float | None
) -> tuple[Course, Weights]:
    """The course, whose solutions do the mathematics, and the weights that the options describe."""
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.portrait.weights import draw, with_gain, with_radius

    if radius is not None and gain is not None:
        raise click.UsageError("--radius and --gain both say how large the weights are: choose one")
    course, drawn = load_course(course_root()), weights in _KINDS
    made = draw(course, weights, cell, hidden or 64, seed) if drawn else _from_file(weights, cell, hidden)
    if gain is not None:
        return course, with_gain(made, gain)
    if radius is None and not drawn:
        return course, made
    return course, with_radius(course, made, radius or _RADIUS)


def _from_file(said: str, cell: str, hidden: int | None) -> Weights:
    from grader.portrait.weights import MAX_FILE_BYTES, read

    if not said.endswith(".npy"):
        raise click.UsageError(f"--weights `{said}` is none of {', '.join(_KINDS)}, nor a .npy file")
    try:
        with Path(said).open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise WorkspaceError(
            f"`{said}` cannot be read: {error.strerror}", todo="name a file from numpy.save"
        ) from error
    if len(content) > MAX_FILE_BYTES:
        raise WorkspaceError(
            f"`{said}` has more than {MAX_FILE_BYTES} bytes", todo="save one matrix of 512 units or fewer"
        )
    weights = read(content, said, cell)
    if hidden not in (None, weights.hidden):
        raise click.UsageError(f"--hidden is {hidden}, and the weights in `{said}` are for {weights.hidden} units")
    return weights


def _show(portrait: Portrait, output: Path | None) -> int:
    if output is not None:
        write_figure(portrait, output)
        return PASSED
    from grader.render.chart import chart_text

    emit(chart_text(portrait))
    return PASSED
