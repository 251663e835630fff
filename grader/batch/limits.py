"""How much of a stranger's folder or archive is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from grader.source import MAX_SOURCE_BYTES

MiB = 1 << 20


@dataclass(frozen=True)
class Caps:
    """What one folder or archive may hold. All are far above what honest ones need.

    Attributes:
        archive_bytes: Size of the archive itself.
        members: Files and folders; counted before an object is made for each.
        directory_bytes: A zip's central directory, which is read at once.
        expanded_bytes: A tar's decompressed stream, so that skipping over a bomb is bounded, too.
        kept_bytes: What a tar, which cannot be read twice, keeps in memory.
        depth: Folders below one another.
        name_chars: A member's whole path.
        problems: Problems that are listed one by one; the rest is counted.
    """

    archive_bytes: int
    members: int
    directory_bytes: int
    expanded_bytes: int
    kept_bytes: int
    depth: int = 12
    name_chars: int = 1000
    problems: int = 50


# Ten thousand students with twenty files each; 200 000 members of a zip take 0.9 s and 94 MB (sandbox.md, section 6).
EXPORT = Caps(
    archive_bytes=16 << 30, members=400_000, directory_bytes=128 * MiB, expanded_bytes=4 << 30, kept_bytes=512 * MiB
)
# What one student uploads.
UPLOAD = Caps(
    archive_bytes=20 * MiB, members=2000, directory_bytes=MiB, expanded_bytes=64 * MiB, kept_bytes=16 * MiB, depth=8
)

SOURCE_BYTES = MAX_SOURCE_BYTES
NOTEBOOK_BYTES = 8 * MiB  # with the pictures in its outputs; JSON takes up to 22 times its size in memory
METADATA_BYTES = 64 * MiB  # Gradescope's index carries the results of all earlier attempts
STUDENT_BYTES = 64 * MiB  # everything that is read for one student


def file_cap(name: str) -> int:
    """Return how many bytes of a file are read, by what its name says it is."""
    lower = name.lower()
    if lower.endswith((".zip", ".tar", ".tgz", ".tar.gz")):
        return UPLOAD.archive_bytes
    return NOTEBOOK_BYTES if lower.endswith(".ipynb") else SOURCE_BYTES
