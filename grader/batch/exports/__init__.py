"""The platforms' exports: which one a tree is, and what its names say."""

from __future__ import annotations

from collections.abc import Callable

from grader.batch.exports import blackboard, canvas, folders, gradescope, moodle
from grader.batch.exports.export import Export, Groups
from grader.batch.tree import Tree

LAYOUTS: dict[str, Callable[[Tree, Groups], Export]] = {
    "folders": folders.sort,
    "canvas": canvas.sort,
    "moodle": moodle.sort,
    "gradescope": gradescope.sort,
    "blackboard": blackboard.sort,
}
# By their names, from the most telling to the least: many a file may be called 1_2_x.py.
_TELLING = (("moodle", moodle.matches), ("blackboard", blackboard.matches), ("canvas", canvas.matches))


def recognise(tree: Tree) -> str:
    """Return the layout that a tree has: a platform's when it wrote at least half of the names."""
    if gradescope.INDEX in tree.files:
        return "gradescope"
    for layout, matches in _TELLING:
        if tree.files and 2 * sum(map(matches, tree.files)) >= len(tree.files):
            return layout
    return "folders"
