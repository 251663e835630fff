"""Names of files, whatever they are: none is understood as somebody else's, none ends the program."""

from __future__ import annotations

import string

import pytest
from handed_in import EXERCISES
from hypothesis import assume, given
from hypothesis import strategies as st

from grader.batch.exports import LAYOUTS, blackboard, canvas, moodle, recognise
from grader.batch.exports.export import Export
from grader.batch.limits import EXPORT
from grader.batch.names import clean, exercise_of, is_junk, nearest
from grader.batch.tree import RefusedError

anything = st.text(max_size=80)
file_names = st.text(alphabet=string.ascii_letters + string.digits + "_-. ()äß漢\u202e=+@", min_size=1, max_size=60)
people = st.text(alphabet=string.ascii_letters + "äß漢 .'\u200c-", min_size=1, max_size=30)
numbers = st.integers(0, 10**12).map(str)


class Names:
    """A tree that is nothing but names."""

    problems = ()

    def __init__(self, *files: str) -> None:
        self.files = files
        self.folders = {file.rsplit("/", n)[0] for file in files for n in range(1, file.count("/") + 1)}

    def read(self, path: str, cap: int) -> bytes:
        raise RefusedError("unreadable", "it cannot be read", "look")

    def close(self) -> None:
        pass


def only(export: Export) -> tuple[str, str, bool]:
    """Whose the only file is, what it is called, and whether it is late."""
    ((key, owner),) = export.owners.items()
    (upload,) = owner.uploads
    return key, upload.filename, upload.late


@given(people, numbers, numbers, st.booleans(), file_names)
def test_canvas_names_are_taken_apart_as_they_were_put_together(name, user, attachment, late, file):
    name = "".join(char for char in name.lower() if char.isalnum())
    assume(name and not name.isdigit())

    export = canvas.sort(Names(f"{name}{'_LATE' * late}_{user}_{attachment}_{file}"), {})

    assert only(export) == (user, file, late)


@given(people, numbers, st.sampled_from(["file", "file_"]), file_names)
def test_moodle_folders_are_taken_apart_as_they_were_put_together(name, participant, plugin, file):
    export = moodle.sort(Names(f"{name}_{participant}_assignsubmission_{plugin}/{file}"), {})

    assert only(export) == (participant, file, False)


@given(people, numbers, file_names)
def test_flat_moodle_names_are_taken_apart_as_they_were_put_together(name, participant, file):
    export = moodle.sort(Names(f"{name}_{participant}_assignsubmission_file_{file}"), {})

    assert only(export) == (participant, file, False)


@given(st.text(alphabet=string.ascii_letters + "3 _", min_size=1), people, st.datetimes(), file_names)
def test_blackboard_names_are_taken_apart_as_they_were_put_together(title, user, at, file):
    user = user.replace("_", "") or "u"
    stamp = at.strftime("%Y-%m-%d-%H-%M-%S").rjust(19, "0")

    export = blackboard.sort(Names(f"{title}_{user}_attempt_{stamp}_{file}"), {})

    assert only(export) == (user, file, False)


@given(
    st.lists(st.text(min_size=1, max_size=80), max_size=8),
    st.sampled_from(["folders", "canvas", "moodle", "blackboard"]),
)
def test_no_name_is_lost_whatever_the_layout(raw, layout):
    names = [clean(one, EXPORT)[0] for one in raw]
    files = Names(*dict.fromkeys(one for one in names if not clean(one, EXPORT)[1]))
    assert recognise(files) in LAYOUTS

    export = LAYOUTS[layout](files, {})

    taken = {upload.path for owner in export.owners.values() for upload in owner.uploads}
    told = {problem.path for problem in export.problems}
    notes = {one for one in files.files if "/" not in one and layout == "folders"}
    places = {owner.place for owner in export.owners.values()}
    assert set(files.files) <= taken | told | notes | places


@given(anything)
def test_a_clean_name_stays_inside(raw):
    path, why = clean(raw, EXPORT)

    if not why:
        assert path
        assert not path.startswith("/")
        assert not {"..", ".", ""} & set(path.split("/"))
        assert clean(path, EXPORT) == (path, "")
    assert isinstance(is_junk(path), bool)


@given(anything)
def test_any_name_is_an_exercise_or_none(name):
    found = exercise_of(name, EXERCISES)
    assert found is None or found[0] in EXERCISES
    assert nearest(name, EXERCISES) in (*EXERCISES, "")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("bptt.py", ("bptt", 0)),
        ("a/b/BPTT.PY", ("bptt", 0)),
        ("bptt-1.py", ("bptt", 1)),
        ("bptt-12.ipynb", ("bptt", 12)),
        ("bptt (3).py", ("bptt", 3)),
        ("Copy of bptt.ipynb", ("bptt", 0)),
        ("bptt_final.py", None),
        ("my bptt.py", None),
        ("bptt-1-2.py", None),
        ("bptt.py.txt", None),
        ("bptt-٣.py", ("bptt", 3)),
        ("", None),
        ("-1.py", None),
    ],
)
def test_copies_are_recognised(name, meant):
    assert exercise_of(name, EXERCISES) == meant
