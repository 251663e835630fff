"""What honest code must be able to read: the interpreter's libraries and installed packages. Nothing of ours.

A wheel lies in site-packages with the solutions inside, and an editable installation keeps them there, too. Two walls
need that in two forms: an empty root shows site-packages whole, with a cover on each folder of ours; Landlock, which
can only allow, gets the neighbours one by one.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# torch asks the device for randomness even to be imported; the loader looks into its cache.
_OF_THE_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/urandom", "/dev/null")
_OURS = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Places:
    """What to keep readable, and what below it must stay hidden.

    Attributes:
        roots: Files and folders, none below another; nothing of ours is one of them, or above it.
        hidden: Folders below the roots, spelt as there, none below another.
    """

    roots: tuple[Path, ...]
    hidden: tuple[Path, ...]

    def readable(self) -> list[Path]:
        """Return places that together are the roots without what is hidden."""
        return [place for root in self.roots for place in without(root, self.hidden)]

    def divided(self) -> list[Path]:
        """Return the folders of which some entries, and not others, are readable: an import lists them first."""
        above = {folder for place in self.hidden for folder in place.parents}
        return [folder for folder in above if not {folder, *folder.parents}.isdisjoint(self.roots)]

    def covers(self) -> list[Path]:
        """Return the hidden folders by the path of a root that is not a link: each is there once."""
        links = {root for root in self.roots if root.is_symlink()}
        return [place for place in self.hidden if links.isdisjoint(place.parents)]


def found(hidden: Iterable[Path] = ()) -> Places:
    """Return the places of this interpreter.

    Args:
        hidden: Folders that must not be read, beside ours.
    """
    every = _roots()
    roots = _outermost(every)
    beside = [_OURS.parent / name for name in ("exercises", "solutions", "quizzes", "tests")]
    ours = {_real(place) for place in [_OURS, *beside, *_other_installations(every), *hidden]}
    shown: list[Path] = []
    below: list[Path] = []
    for root in roots:
        real = _real(root)
        if ours.isdisjoint({real, *real.parents}):
            shown.append(root)
            inside = [place for place in ours if real in place.parents and _is_folder(place)]
            below += [root / place.relative_to(real) for place in inside]
    return Places(tuple(shown), tuple(_outermost(below)))


def _real(place: Path) -> Path:
    return Path(os.path.realpath(place))  # Path.resolve raises where links go round in a circle


def _is_folder(place: Path) -> bool:
    with suppress(PermissionError):  # closed to us is closed to our children
        return place.is_dir()
    return False


def _outermost(places: Iterable[Path]) -> list[Path]:
    every = dict.fromkeys(places)
    return [place for place in every if every.keys().isdisjoint(place.parents)]


def _roots() -> list[Path]:
    library = Path(os.__file__).resolve().parent
    installed = [Path(path) for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    # Next to the standard library lie libpython and its neighbours; in /usr/lib that is everything.
    neighbours = [library.parent] if library.parent != Path("/usr/lib") else []
    system = [Path(path) for path in _OF_THE_SYSTEM]
    return [path for path in [library, *installed, *neighbours, *system] if path.exists()]


def _other_installations(roots: Iterable[Path]) -> list[Path]:
    """Return where else the package lies: an editable installation keeps the solutions beside installed packages."""
    folders = [folder for root in roots for folder in _with_packages(root)]
    return [place for folder in folders if _is_folder(place := folder / _OURS.name)]


def _with_packages(root: Path) -> Iterator[Path]:
    """Yield a root and what lies below it as dist-packages or python3.11/site-packages do."""
    yield root
    for name in _names(root):
        if name.endswith("-packages"):
            yield root / name
        elif name.startswith("python3"):
            yield from (root / name / packages for packages in _names(root / name) if packages.endswith("-packages"))


def _names(folder: Path) -> list[str]:
    with suppress(NotADirectoryError, PermissionError), os.scandir(folder) as entries:
        return [entry.name for entry in entries]
    return []


def without(root: Path, hidden: Iterable[Path]) -> list[Path]:
    """Return places that together are `root` without what is hidden.

    >>> without(Path("/usr/lib"), [Path("/home/ana")])
    [PosixPath('/usr/lib')]
    >>> without(Path("/usr/lib"), [Path("/usr")])
    []
    """
    kept_back = set(hidden)
    if not kept_back.isdisjoint({root, *root.parents}):
        return []
    on_the_way = {folder for place in kept_back for folder in (place, *place.parents)}
    if root not in on_the_way:
        return [root]
    shown = []
    with os.scandir(root) as entries:  # hundreds of packages, and few to look into
        for entry in sorted(entries, key=lambda entry: entry.name):
            place = root / entry.name
            if place in on_the_way:
                shown += without(place, kept_back)
            elif not (entry.is_symlink() and _leads_to(place, kept_back)):
                shown.append(place)
    return shown


def _leads_to(link: Path, hidden: Iterable[Path]) -> bool:
    """Whether something hidden can be read through a link: to allow a link is to allow what it points at."""
    target = _real(link)
    return any(place in (target, *target.parents) or target in place.parents for place in map(_real, hidden))


def open_to_everybody(places: Iterable[Path]) -> bool:
    """Return whether a user without rights could reach all of these: /root is closed to others on most machines."""
    every = set(places)
    for folder in {place.parent for place in every}:
        every |= {folder, *folder.parents}
    modes = [place.stat().st_mode for place in every]
    return all(mode & 0o001 or not stat.S_ISDIR(mode) for mode in modes)
