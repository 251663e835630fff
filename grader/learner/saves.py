"""Which exercise's file was saved just now.

A thread listens to the folders and writes one byte to a pipe for each batch of changes, so that one `select` waits for
files and keys alike. Editors save in three ways: over the file, by another file that takes its name, or by making it
empty first. All of them end in a change of the name itself, and that is all that is looked for; what the file holds
then is for the reader to judge.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from grader.errors import MachineError

_QUIET_MS = 20  # two writes of one save are further apart on no disk seen; a person does not notice it
_LONGEST_MS = 400  # of something that writes without end
_WAKE_MS = 200  # how soon we know that we are listening
_LOOK_SECONDS = 0.2  # between two looks at fifteen files where the system does not tell
_READY_SECONDS = 10.0

# File systems whose changes another machine makes, or that tell nobody: inotify is silent there.
_SILENT = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "drvfs",
    "vboxsf",
    "prl_fs",
    "afs",
    "ceph",
    "virtiofs",
    "lustre",
}


def must_look(said: str, release: str, folders: Sequence[Path], mounts: str) -> bool:
    """Say whether changes must be looked for, because nobody announces them.

    Args:
        said: The variable WATCHFILES_FORCE_POLLING, which decides when it is there; its words are watchfiles'.
        release: The system's; Windows' Linux says microsoft in it.
        folders: Absolute.
        mounts: What /proc/self/mounts says, or "".
    """
    if said:
        return said.lower() not in ("false", "disable", "disabled")
    return "microsoft" in release.lower() or any(_is_silent(folder, mounts) for folder in folders)


def _is_silent(folder: Path, mounts: str) -> bool:
    """Whether a folder's file system tells nobody of changes; each line has device, mount point, type."""
    parts = [line.split(" ") for line in mounts.splitlines()]
    points = [(Path(_unescaped(one[1])), one[2]) for one in parts if len(one) > 2]
    above = [(len(point.parts), kind) for point, kind in points if folder.is_relative_to(point)]
    kind = max(above, default=(0, ""), key=lambda one: one[0])[1]
    return kind in _SILENT or kind.startswith("fuse.")


def _unescaped(text: str) -> str:
    r"""A mount point as the kernel writes it: a blank is \040."""
    return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")


class Saves:
    """Listens until it is left.

    Args:
        folders: Where the files are.
        exercises: The names that count.
        look: Look again and again, instead of being told.
    """

    def __init__(self, folders: Sequence[Path], exercises: Iterable[str], look: bool) -> None:
        self._folders = folders
        self._exercises = frozenset(exercises)
        self._look = look
        self._saved: set[str] = set()
        self._trouble = ""
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._ready = threading.Event()
        self._out, self._in = os.pipe()
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def fileno(self) -> int:
        """For `select`: readable when something was saved."""
        return self._out

    def wait_until_listening(self) -> None:
        """Return when no save can be missed any more.

        Raises:
            MachineError: The system lets nobody listen.
        """
        self._ready.wait(_READY_SECONDS)
        self._complain()

    def taken(self) -> set[str]:
        """Return the exercises that were saved since the last time.

        Raises:
            MachineError: Nobody listens any more.
        """
        os.read(self._out, 4096)
        self._complain()
        with self._lock:
            saved, self._saved = self._saved, set()
        return saved

    def _complain(self) -> None:
        if self._trouble:
            raise MachineError(
                f"the folder cannot be watched: {self._trouble}",
                where=", ".join(map(str, self._folders)),
                todo="look at the files again and again instead: grader watch --poll",
            )

    def _listen(self) -> None:
        try:
            for names in self._changes():
                self._ready.set()
                with self._lock:
                    self._saved |= names
                if names:
                    os.write(self._in, b".")
        except Exception as error:  # in a thread nobody would hear of it
            self._trouble = str(error) or type(error).__name__
            self._ready.set()
            os.write(self._in, b".")

    def _changes(self) -> Iterator[set[str]]:
        return self._looked_for() if self._look else self._told()

    def _told(self) -> Iterator[set[str]]:
        from watchfiles import watch  # noqa: PLC0415  40 ms that only `grader watch` needs

        for changes in watch(
            *self._folders,
            watch_filter=None,
            debounce=_LONGEST_MS,
            step=_QUIET_MS,
            stop_event=self._stop,
            rust_timeout=_WAKE_MS,
            yield_on_timeout=True,
            force_polling=False,
            recursive=False,
        ):
            paths = (Path(path) for _, path in changes)
            yield {path.stem for path in paths if path.suffix == ".py" and path.stem in self._exercises}

    def _looked_for(self) -> Iterator[set[str]]:
        """Our own: watchfiles' polling compares whole seconds, and misses what follows an empty file within one."""
        before = self._stamps()
        yield set()
        while not self._stop.wait(_LOOK_SECONDS):
            after = self._stamps()
            yield {file.stem for file in after if after[file] != before.get(file)}
            before = after

    def _stamps(self) -> dict[Path, tuple[int, int, int]]:
        """What changes when a file is saved; nothing for one that is not there."""
        stamps = {}
        for file in (folder / f"{name}.py" for folder in self._folders for name in self._exercises):
            with suppress(OSError):
                found = file.stat()
                stamps[file] = (found.st_mtime_ns, found.st_size, found.st_ino)
        return stamps

    def __enter__(self) -> Saves:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(1.0)
        if not self._thread.is_alive():  # else it may still write to it
            os.close(self._in)
            os.close(self._out)
