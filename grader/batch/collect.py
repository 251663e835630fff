"""Every student's newest answer to every exercise, out of a folder or an export; and what could not be taken as one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from grader.batch.exports import LAYOUTS, recognise
from grader.batch.exports.export import Groups, HandedIn, Upload
from grader.batch.limits import STUDENT_BYTES, file_cap
from grader.batch.names import (
    NOTEBOOK,
    PYTHON,
    copy_of,
    exercise_of,
    is_archive,
    is_other_archive,
    is_python,
    nearest,
    without_archive_suffix,
)
from grader.batch.notebook import python_of
from grader.batch.opening import open_export, open_upload
from grader.batch.tree import RefusedError, Tree
from grader.submission import Problem, Student, Submission

Found = Student | Submission | Problem


@dataclass(frozen=True)
class Collected:
    """A whole class in memory."""

    students: tuple[Student, ...]
    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]


def collected(found: Iterable[Found]) -> Collected:
    """Sort what `collect` yields by its kind."""
    everything = list(found)
    return Collected(
        tuple(one for one in everything if isinstance(one, Student)),
        tuple(one for one in everything if isinstance(one, Submission)),
        tuple(one for one in everything if isinstance(one, Problem)),
    )


_NO_GROUPS: Mapping[str, Sequence[Student]] = {}


def collect(
    path: Path,
    exercises: Collection[str],
    layout: str | None = None,
    groups: Groups = _NO_GROUPS,
    others: Collection[str] = (),
) -> Iterator[Found]:
    """Yield every student, every answer that can be graded, and every problem, owner by owner.

    One owner's files are in memory at a time (of a tar: all answers).

    Args:
        path: A folder with one folder per student, or an export of a platform; a folder, a zip or a tar(.gz).
        exercises: The names that files may have. Of a single one, a student's only Python file is taken as the answer.
        layout: One of `LAYOUTS`; None to recognise it.
        groups: Members of groups by the group's name or number, where the export does not say.
        others: Exercises that are not asked for now: files of these names are passed over.

    Raises:
        WorkspaceError: The path cannot be read at all.
    """
    with closing(open_export(path)) as tree:
        export = LAYOUTS[layout or recognise(tree)](tree, groups)
        whose = _whose(export.owners.values())
        yield from (replace(one, students=whose.get(_top(one.path), ())) for one in tree.problems)
        yield from export.problems
        known: set[str] = set()
        for student in (one for owner in export.owners.values() for one in owner.students):
            if student.id not in known:
                known.add(student.id)
                yield student
        for owner in _in_one_group_each(export.owners.values()):
            yield from _Owner(owner, tree, exercises, others).answers() if owner.students else [_superseded(owner)]


def _top(path: str) -> str:
    return path.split("/", 1)[0]


def _whose(owners: Iterable[HandedIn]) -> dict[str, tuple[str, ...]]:
    """Return whose each folder at the top is. No layout has one folder for several owners."""
    whose: dict[str, tuple[str, ...]] = {}
    for owner in owners:
        tops = (owner.place, *(_top(upload.path) for upload in owner.uploads))
        whose |= dict.fromkeys(filter(None, tops), tuple(student.id for student in owner.students))
    return whose


def _in_one_group_each(owners: Collection[HandedIn]) -> Iterator[HandedIn]:
    """Credit a student who belongs to several groups with the newest attempt only; a group may end with nobody."""
    newest: dict[str, HandedIn] = {}
    for owner in owners:
        for student in owner.students:
            if student.id not in newest or _newest(owner) > _newest(newest[student.id]):
                newest[student.id] = owner
    for owner in owners:
        yield replace(owner, students=tuple(one for one in owner.students if newest[one.id] is owner))


def _superseded(owner: HandedIn) -> Problem:
    path = owner.uploads[0].path if owner.uploads else owner.place
    return Problem("superseded", path, "each of its authors handed in something newer with others", "look at both")


def _newest(owner: HandedIn) -> tuple[int | str, ...]:
    return max((upload.attempt for upload in owner.uploads), default=())


@dataclass(frozen=True)
class _Candidate:
    """A file that may be an answer: the tree it lies in, and its place among attempts."""

    tree: Tree
    path: str
    origin: str
    upload: Upload
    filename: str
    age: tuple[tuple[int | str, ...], int, int]  # attempt, copy of the archive, copy of the file; larger is newer


class _Owner:
    """One student's or group's files on their way to answers."""

    def __init__(
        self, handed_in: HandedIn, tree: Tree, exercises: Collection[str], passed_over: Collection[str]
    ) -> None:
        self._handed_in = handed_in
        self._ids = tuple(student.id for student in handed_in.students)
        self._tree = tree
        self._exercises = exercises
        self._passed_over = passed_over
        self._room = STUDENT_BYTES

    def answers(self) -> Iterator[Submission | Problem]:
        """Yield one answer per exercise, and what is wrong with the rest."""
        candidates: list[_Candidate] = []
        others_found = 0  # problems, and answers to what is not asked for now
        for found in self._candidates():
            if isinstance(found, Problem):
                others_found += 1
                yield found
            elif exercise_of(found.filename, self._passed_over):
                others_found += 1
            else:
                candidates.append(found)
        named, others = self._by_exercise(candidates)
        if not named and len(others) == len(self._exercises) == 1:  # the only file for the only exercise
            named, others = {next(iter(self._exercises)): others}, []
        for exercise, answers in named.items():
            yield self._answer(exercise, answers)
        for other in others:
            yield self._not_an_exercise(other)
        if not named and not others and not others_found:
            yield self._nothing()

    def _candidates(self) -> Iterator[_Candidate | Problem]:
        for upload in self._handed_in.uploads:
            if is_python(upload.filename):
                yield _Candidate(self._tree, upload.path, upload.path, upload, upload.filename, (upload.attempt, 0, 0))
            elif is_archive(upload.filename):
                yield from self._inside(upload)
            elif is_other_archive(upload.filename):
                todo = "ask for the files themselves, or for a zip"
                yield Problem("other_archive", upload.path, "archives of this kind are not read", todo, self._ids)

    def _inside(self, upload: Upload) -> Iterator[_Candidate | Problem]:
        """What an archive holds that a student handed in."""
        try:
            tree = open_upload(self._read(self._tree, upload.path, file_cap(upload.filename)), upload.path)
        except RefusedError as refused:
            yield refused.at(upload.path, self._ids)
            return
        yield from (replace(problem, students=self._ids) for problem in tree.problems)
        _, copy = copy_of(without_archive_suffix(upload.filename))
        answers = 0
        for path in tree.files:
            origin = f"{upload.path}!{path}"
            if is_python(path):
                answers += 1
                yield _Candidate(tree, path, origin, upload, path, (upload.attempt, copy, 0))
            elif is_archive(path) or is_other_archive(path):
                answers += 1
                todo = "ask for the files themselves"
                yield Problem("nested_archive", origin, "it is an archive in an archive", todo, self._ids)
        if not answers and not tree.problems:
            yield Problem("nothing", upload.path, "the archive holds no Python file", "ask for it again", self._ids)

    def _by_exercise(self, candidates: list[_Candidate]) -> tuple[dict[str, list[_Candidate]], list[_Candidate]]:
        named: dict[str, list[_Candidate]] = {}
        others: list[_Candidate] = []
        for candidate in candidates:
            found = exercise_of(candidate.filename, self._exercises)
            if found is None:
                others.append(candidate)
                continue
            exercise, copy = found
            attempt, archive, _ = candidate.age
            named.setdefault(exercise, []).append(replace(candidate, age=(attempt, archive, copy)))
        return named, others

    def _answer(self, exercise: str, candidates: list[_Candidate]) -> Submission | Problem:
        """Read the newest. Of one age, a .py stands for its notebook, and equal bytes for one another."""
        newest = max(candidate.age for candidate in candidates)
        level = [candidate for candidate in candidates if candidate.age == newest]
        level = [one for one in level if one.filename.lower().endswith(PYTHON)] or level
        chosen = level[0]
        try:
            contents = {one.origin: self._read(one.tree, one.path, file_cap(one.filename)) for one in level}
            content = contents[chosen.origin]
            if len(set(contents.values())) > 1:
                both = " and ".join(f"`{origin}`" for origin in list(contents)[:2])
                reason = f"{both} differ, and nothing says which is meant"
                raise RefusedError("several", reason, "keep one of them")
            return self._submission(exercise, chosen, content, candidates)
        except RefusedError as refused:
            return refused.at(chosen.origin, self._ids, exercise)

    def _submission(
        self, exercise: str, chosen: _Candidate, content: bytes, candidates: list[_Candidate]
    ) -> Submission:
        if not content.strip():
            raise RefusedError("empty_file", "it is empty", "ask for it again")
        notebook = chosen.filename.lower().endswith(NOTEBOOK)
        source = python_of(content) if notebook else content
        if not source.strip():
            raise RefusedError("empty_file", "no cell of it holds a function", "ask for the notebook with the answer")
        return Submission(
            students=self._ids,
            exercise=exercise,
            filename=chosen.filename,
            source=source,
            sha256=hashlib.sha256(content).hexdigest(),
            attempted=chosen.upload.attempted,
            late=chosen.upload.late,
            origin=chosen.origin,
            left_out=tuple(one.origin for one in candidates if one is not chosen),
        )

    def _read(self, tree: Tree, path: str, cap: int) -> bytes:
        content = tree.read(path, cap)
        if len(content) > self._room:
            reason = f"more than {STUDENT_BYTES} bytes were handed in"
            raise RefusedError("too_large", reason, "ask for the exercises only")
        self._room -= len(content)
        return content

    def _not_an_exercise(self, candidate: _Candidate) -> Problem:
        near = nearest(candidate.filename, self._exercises)
        todo = f"rename it to {near}.py if that is what it is" if near else "rename it after its exercise, or remove it"
        return Problem("not_an_exercise", candidate.origin, "it is not named after an exercise", todo, self._ids)

    def _nothing(self) -> Problem:
        found = [upload.filename for upload in self._handed_in.uploads]
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        reason = f"there is no Python file, only {', '.join(found[:5])}{more}" if found else "there is no file"
        path = self._handed_in.uploads[0].path if found else self._handed_in.place
        return Problem("nothing", path, reason, "ask for the answer as a .py file or a notebook", self._ids)
