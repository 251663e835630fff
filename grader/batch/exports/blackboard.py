"""Blackboard, "Assignment File Download": `{assignment}_{user}_attempt_{time}_{file}`, and a receipt per attempt."""

from __future__ import annotations

import os.path
import re
from dataclasses import dataclass
from datetime import datetime

from grader.batch.exports.export import Export, Groups, Upload, members
from grader.batch.tree import RefusedError, Tree

_NAME = re.compile(
    r"(?P<head>.+?)_attempt_(?P<time>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_(?P<file>.+)|(?P<receipt>\.txt))", re.DOTALL
)
_RECEIPT_BYTES = 1 << 18
_WHO = re.compile(r"^Name:[ \t]*(?P<name>[^\r\n]*?)[ \t]*\((?P<user>[^()\r\n]+)\)[ \t]*$", re.MULTILINE)


def matches(path: str) -> bool:
    """Say whether Blackboard may have written this name."""
    return "/" not in path and _NAME.fullmatch(path) is not None


@dataclass(frozen=True)
class _Who:
    user: str
    name: str


def sort(tree: Tree, groups: Groups) -> Export:
    """Return whose each file is.

    Both the assignment's title and a user's name may hold `_`: the receipts say where one ends, else what all files
    have in common is the title.
    """
    export = Export()
    found = {path: _NAME.fullmatch(path) for path in tree.files if "/" not in path}
    heads = {match["head"] for match in found.values() if match}
    people = _by_receipt(tree, {path: match for path, match in found.items() if match and match["receipt"]})
    title = _title(heads)
    for path in tree.files:
        match = found.get(path)
        if match is None:
            export.not_understood(path, "Blackboard")
            continue
        user = match["head"][len(title) :]
        who = people.get(match["head"]) or _Who(user, user)
        owner = export.owner(who.user, members(groups, who.name, who.user, who.name), path)
        if match["file"]:
            owner.uploads.append(Upload(path, match["file"], (match["time"],), _time(match["time"])))
    return export


def _title(heads: set[str]) -> str:
    """What all heads begin with, up to a `_`; of a single head, up to its last."""
    common = os.path.commonprefix(sorted(heads))  # noqa: RUF071  characters are meant
    return common[: common.rfind("_") + 1]


def _by_receipt(tree: Tree, receipts: dict[str, re.Match[str]]) -> dict[str, _Who]:
    """Users by their files' heads. Only a receipt's first line is believed: its comments are the learner's words."""
    people = {}
    for path, match in receipts.items():
        try:
            text = tree.read(path, _RECEIPT_BYTES).decode("utf-8-sig", "replace")
        except RefusedError:
            continue
        who = _WHO.match(text.split("\n", 1)[0].rstrip("\r"))
        if who and match["head"].endswith(f"_{who['user']}"):
            people[match["head"]] = _Who(who["user"], who["name"] or who["user"])
    return people


def _time(text: str) -> datetime | None:
    """Local time of the server, as the name says it."""
    try:
        return datetime.strptime(text, "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
