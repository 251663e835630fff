"""A course on vanishing gradients that grades itself.

`grader check` on the command line and `grader.check(function)` in a notebook are the doors; the floors behind them are
in CONTRIBUTING.md.
"""

TYPE_CHECKING = False  # typing's own costs every worker 2 ms before anything of it begins
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def __getattr__(name: str) -> "Any":
    """Return `check`, imported when it is asked for: commands that do not grade never pay for numpy."""
    if name == "check":
        from grader.notebook import check  # noqa: PLC0415  numpy, checks, jinja2

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
