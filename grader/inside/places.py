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
    ours = [
        _OURS,
        *_other_installations(),
        *(_OURS.parent / name for name in ("exercises", "solutions", "quizzes", "tests")),
        *hidden,
    ]
    roots = _roots()
    outermost = [root for root in roots if not any(other in root.parents for other in roots)]
    return [place for root in outermost for place in without(root, ours)]


def divided(readable: Iterable[Path]) -> list[Path]:
    """Return the folders of which some of these places, and not others, are readable: an import lists them first."""
    roots = set(_roots())
    return [folder for folder in {place.parent for place in readable} if roots & {folder, *folder.parents}]


def _other_installations() -> list[Path]:
    """Return where else the package lies: an editable installation keeps the solutions beside installed packages."""
    folders = ("", "*-packages/", "python3*/*-packages/")
    return [place for root in _roots() for folder in folders for place in root.glob(folder + _OURS.name)]


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
    on_the_way = {above for place in below for above in (place, *place.parents)}
    shown = []
    for entry in sorted(root.iterdir()):  # hundreds of packages, and few to look into
        shown += without(entry, below) if entry in on_the_way else [entry]
    return shown


def open_to_everybody(places: Iterable[Path]) -> bool:
    """Return whether a user without rights could reach all of these: /root is closed to others on most machines."""
    folders = {above for place in places for above in (place, *place.parents)}
    return all(folder.stat().st_mode & 0o001 or not folder.is_dir() for folder in folders)
