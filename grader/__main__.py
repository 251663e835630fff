"""The `grader` command. `python -m grader` is the same."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

from grader.errors import MachineError
from grader.sandbox.crew import Crew
from grader.threads import ONE_THREAD

_GRADING = ("check", "watch", "verify")
# Importing makes many objects and no garbage: at Python's 700, looking for some takes a tenth of a short command. What
# runs for hours still collects.
_OBJECTS = 100_000


def main() -> None:
    """Run the command line and leave with its exit code.

    A zygote takes 100 ms to start, most of it numpy. When one will be needed it is started here, before click, yaml
    and our own numpy are imported: on a second core it is ready when we are.
    """
    gc.set_threshold(_OBJECTS)
    os.environ.update(ONE_THREAD)
    with Crew() as crew:
        if sys.argv[1:2] and sys.argv[1] in _GRADING and "--help" not in sys.argv:
            with suppress(MachineError):  # the command says so when it needs a worker
                crew.prepare()
        code = _run(crew)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # nothing is left to clean up, and taking the interpreter apart would cost another 20 ms


def _run(crew: Crew) -> int:
    try:
        from grader.cli.main import run  # noqa: PLC0415  after the worker's start

        return run(crew)
    except KeyboardInterrupt:  # so early that no command had begun
        return 130


if __name__ == "__main__":
    main()
