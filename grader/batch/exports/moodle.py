"""Moodle, "Download all submissions": `{name}_{participant}_assignsubmission_{plugin}`, as folders or flat."""

from __future__ import annotations

import re

from grader.batch.exports.export import Export, Groups, HandedIn, Upload, members
from grader.batch.tree import Tree

# Older versions end the folder's name with `_`. The first match counts: Moodle turns `_` in names into spaces, so what
# comes later is what the learner called the file, and may be made to look like another student's.
_NAME = re.compile(
    r"(?P<name>[^/]+?)_(?P<participant>\d+)_assignsubmission_(?P<plugin>file|onlinetext)"
    r"(?:_?/(?P<path>.+)|_(?P<flat>[^/]+))",
    re.DOTALL,
)
_FOLDER = re.compile(r"(?P<name>[^/]+?)_(?P<participant>\d+)_assignsubmission_(?:file|onlinetext)_?", re.DOTALL)


def matches(path: str) -> bool:
    """Say whether Moodle may have written this name."""
    return _NAME.fullmatch(path) is not None


def sort(tree: Tree, groups: Groups) -> Export:
    """Return whose each file is; a team is known by its name or number in `groups`."""
    export = Export()
    for path in tree.folders:
        folder = _FOLDER.fullmatch(path)
        if folder:
            _owner(export, folder, groups, path)
    for path in tree.files:
        found = _NAME.fullmatch(path)
        if found is None:
            export.not_understood(path, "Moodle")
        else:
            _owner(export, found, groups).uploads.append(Upload(path, found["path"] or found["flat"]))
    return export


def _owner(export: Export, found: re.Match[str], groups: Groups, place: str = "") -> HandedIn:
    participant = found["participant"]
    return export.owner(participant, members(groups, found["name"], participant, found["name"]), place)
