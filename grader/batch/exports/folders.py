"""One folder or archive per student, as instructors, nbgrader and git hosts lay them out."""

from __future__ import annotations

from grader.batch.exports.export import Export, Groups, Upload, members
from grader.batch.names import is_archive, without_archive_suffix
from grader.batch.tree import Tree

# Beside the students' folders: what an instructor keeps there. A learner puts nothing at this level.
_NOTES = (".md", ".txt", ".csv", ".tsv", ".xlsx", ".json", ".yml", ".yaml")


def sort(tree: Tree, groups: Groups) -> Export:
    """Return whose each file is: the folder's (or archive's) name is the student's id."""
    export = Export()
    for folder in tree.folders:
        if "/" not in folder:
            export.owner(folder, members(groups, folder, folder, folder), folder)
    for path in tree.files:
        student, _, filename = path.partition("/")
        if filename:
            export.owners[student].uploads.append(Upload(path, filename))
        elif is_archive(path):
            student = without_archive_suffix(path)
            owner = export.owner(student, members(groups, student, student, student), path)
            owner.uploads.append(Upload(path, path))
        elif not path.lower().endswith(_NOTES):
            export.not_understood(path, "a folder per student")
    return export
