"""What honest code must be able to read: the interpreter's libraries and installed packages. Nothing of ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

# torch asks the device for randomness even to be imported; the loader looks into its cache.
_OF_THE_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/urandom", "/dev/null")
_OURS = Path(__file__).resolve().parent.parent


def readable(hidden: Sequence[Path] = ()) -> list[Path]:
    """Return the places to keep readable, none below another, so chosen that nothing of `hidden` or ours is below.

    A wheel lies in site-packages with the solutions inside: its neighbours are listed one by one instead.
    """
    # Another installation of the same interpreter may carry the solutions, too.
    others = [place for root in _roots() if (place := root / "site-packages" / _OURS.name).is_dir()]
    ours = [_OURS, *others, *(_OURS.parent / name for name in ("exercises", "solutions", "quizzes", "tests")), *hidden]
    shown = [place for root in _roots() for place in without(root, ours)]
    return [place for place in shown if not any(other in place.parents for other in shown)]


def _roots() -> list[Path]:
    library = Path(os.__file__).resolve().parent
    installed = [Path(path) for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    # Next to the standard library lie libpython and its neighbours; in /usr/lib that is everything.
    neighbours = [library.parent] if library.parent != Path("/usr/lib") else []
    system = [Path(path) for path in _OF_THE_SYSTEM]
    return list(dict.fromkeys(path for path in [library, *installed, *neighbours, *system] if path.exists()))


def without(root: Path, hidden: Iterable[Path]) -> list[Path]:
    """Return places that together are `root` without what is hidden below it.

    >>> without(Path("/usr/lib"), [Path("/home/ana")])
    [PosixPath('/usr/lib')]
    >>> without(Path("/usr/lib"), [Path("/usr")])
    []
    """
    below = [place for place in hidden if root in place.parents]
    if any(place == root or place in root.parents for place in hidden):
        return []
    if not below:
        return [root]
    return [place for entry in sorted(root.iterdir()) for place in without(entry, below)]


def open_to_everybody(places: Iterable[Path]) -> bool:
    """Return whether a user without rights could reach all of these: /root is closed to others on most machines."""
    folders = {above for place in places for above in (place, *place.parents)}
    return all(folder.stat().st_mode & 0o001 or not folder.is_dir() for folder in folders)
