"""Canvas, "Download Submissions": flat, `{name}[_LATE]_{user id}_{attachment id}_{file}` (its content_zipper.rb)."""

from __future__ import annotations

import re

from grader.batch.exports.export import Export, Groups, Upload, members
from grader.batch.tree import Tree

# Canvas takes `_digits_` out of names: the first user and attachment id are its own, whatever the file is called.
_NAME = re.compile(
    r"(?:(?P<name>(?!LATE_|anon_).+?)_)?(?P<late>LATE_)?(?P<user>\d+|anon_[A-Za-z0-9]+)_(?P<attachment>\d+)_(?P<file>.+)",
    re.DOTALL,
)


def matches(path: str) -> bool:
    """Say whether Canvas may have written this name."""
    return "/" not in path and _NAME.fullmatch(path) is not None


def sort(tree: Tree, groups: Groups) -> Export:
    """Return whose each file is. Of two attempts, the one with the larger attachment id was uploaded later."""
    export = Export()
    for path in tree.files:
        found = _NAME.fullmatch(path) if "/" not in path else None
        if found is None:
            export.not_understood(path, "Canvas")
            continue
        user, name = found["user"], found["name"] or found["user"]
        owner = export.owner(user, members(groups, name, user, name))
        owner.uploads.append(Upload(path, found["file"], (int(found["attachment"][:30]),), None, bool(found["late"])))
    return export
