"""Archives that students make to harm: nothing is written, nothing grows, and every refusal is said."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import time
import zipfile

import pytest
from handed_in import (
    CODE,
    answers,
    code,
    collect_here,
    collect_upload,
    folder_of,
    reasons,
    tar_entry,
    tar_of,
    zip_of,
    zip_twice,
)
from hypothesis import given
from hypothesis import strategies as st

from grader.batch import limits, opening
from grader.batch.tree import RefusedError

MiB = 1 << 20
BAD_NAMES = {
    "../bptt.py": "its name leads out of the archive",
    "a/../../bptt.py": "its name leads out of the archive",
    "..\\bptt.py": "its name leads out of the archive",
    "/etc/bptt.py": "its name is absolute",
    "C:\\bptt.py": "its name is absolute",
    "\\\\host\\bptt.py": "its name is absolute",
    "a\nb/bptt.py": "its name holds control characters",
    "\x1b[2Jbptt.py": "its name holds control characters",
    "d/" * 20 + "bptt.py": "it lies 21 folders deep; the limit is 8",
    "n" * 10_000 + "/bptt.py": "its name has 10008 characters; the limit is 1000",
}


@pytest.mark.parametrize("pack", [zip_of, tar_of])
@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_leads_elsewhere_is_refused_and_its_neighbours_are_graded(tmp_path, pack, name):
    found = collect_upload(tmp_path, "hw" + (".zip" if pack is zip_of else ".tgz"), pack({name: b"x", "rnn.py": CODE}))

    assert answers(found) == {("ana",): {"rnn": CODE}}
    (problem,) = found.problems
    assert (problem.kind, problem.reason, problem.students) == ("bad_name", BAD_NAMES[name], ("ana",))
    assert {path.name for path in tmp_path.rglob("*")} == {"class", "ana", "hw.zip" if pack is zip_of else "hw.tgz"}


def test_a_name_that_is_not_utf_8_is_refused(tmp_path):
    content = tar_of({"bptt\udcff.py": CODE, "rnn.py": CODE}, form=tarfile.GNU_FORMAT)

    found = collect_upload(tmp_path, "hw.tgz", content)

    assert [one.reason for one in found.problems] == ["its name is not UTF-8"]
    assert answers(found) == {("ana",): {"rnn": CODE}}


def test_a_zip_of_a_mac_writes_utf_8_without_saying_so(tmp_path):
    raw = zip_of({"ÄÖ/bptt.py": CODE})
    flagged = struct.pack("<H", 0x800)
    unflagged = raw.replace(b"PK\3\4\x14\0" + flagged, b"PK\3\4\x14\0\0\0").replace(
        b"\x14\x03\x14\0" + flagged, b"\x14\x03\x14\0\0\0"
    )
    assert unflagged != raw

    (one,) = collect_upload(tmp_path, "hw.zip", unflagged).submissions

    assert one.filename == "ÄÖ/bptt.py"


@pytest.mark.parametrize(
    ("kind", "link", "what"),
    [
        (tarfile.SYMTYPE, "/etc/passwd", "it is a link, not a file"),
        (tarfile.LNKTYPE, "../../secret", "it is a link, not a file"),
        (tarfile.CHRTYPE, "", "it is a device, not a file"),
        (tarfile.BLKTYPE, "", "it is a device, not a file"),
        (tarfile.FIFOTYPE, "", "it is a FIFO, not a file"),
        (b"Z", "", None),
    ],
)
def test_what_is_not_a_file_in_a_tar_is_refused(tmp_path, kind, link, what):
    found = collect_upload(tmp_path, "hw.tgz", tar_of({"rnn.py": CODE}, tar_entry("bptt.py", kind, link)))

    assert answers(found) == {("ana",): {"rnn": CODE}}
    assert [one.reason for one in found.problems] == [what or "it is an unusual entry, not a file"]


def test_a_link_to_a_folder_written_through_stays_a_name(tmp_path):
    content = tar_of({}, tar_entry("d", tarfile.SYMTYPE, "/tmp"), tar_entry("d/bptt.py", tarfile.REGTYPE))

    found = collect_upload(tmp_path, "hw.tgz", content)

    assert reasons(found) == {"ana/hw.tgz!d": "not_a_file", "ana/hw.tgz!d/bptt.py": "empty_file"}


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o010666])
def test_links_and_devices_in_a_zip_are_refused(tmp_path, mode):
    info = zipfile.ZipInfo("bptt.py")
    info.create_system = 3
    info.external_attr = mode << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, b"/etc/passwd")

    assert reasons(collect_upload(tmp_path, "hw.zip", file.getvalue())) == {"ana/hw.zip!bptt.py": "not_a_file"}


def test_two_members_of_one_name_are_both_refused(tmp_path):
    for n, content in enumerate((zip_twice("bptt.py", code(1), code(2), code(3)), tar_twice())):
        name = f"hw{n}.zip" if n == 0 else "hw.tgz"
        found = collect_upload(tmp_path / name, name, content)

        assert found.submissions == ()
        assert set(reasons(found).values()) == {"duplicate"}


def tar_twice() -> bytes:
    one = gzip.decompress(tar_of({"bptt.py": code(1)}))[:1024]
    return gzip.compress(one + gzip.decompress(tar_of({"./bptt.py": code(2)})))


@pytest.mark.slow
def test_bombs_are_refused_before_they_expand(tmp_path):
    zeros = b"\0" * (300 * MiB)
    bombs = {
        "a/hw.zip": zip_of({"bptt.py": zeros}),
        "b/hw.tgz": tar_of({"junk": zeros, "bptt.py": CODE}),
        "c/hw.tgz": gzip.compress(zeros),
        "d/hw.zip": zip_of({f"{n}/bptt.py": b"\0" * MiB for n in range(200)}),
        "e/hw.zip": zip_of({"inner.zip": zip_of({"bptt.py": zeros})}),
    }
    root = folder_of(tmp_path, bombs | {"ok/bptt.py": CODE})
    start = time.monotonic()

    found = collect_here(root)

    assert time.monotonic() - start < 5
    assert answers(found) == {("ok",): {"bptt": CODE}}
    assert reasons(found) == {
        "a/hw.zip!bptt.py": "too_large",
        "b/hw.tgz": "too_large",
        "c/hw.tgz": "unreadable_archive",
        "d/hw.zip!0/bptt.py": "too_large",
        "e/hw.zip!inner.zip": "nested_archive",
    }


def test_a_size_that_lies_does_not_expand_further(tmp_path):
    honest = zip_of({"bptt.py": b"#" * 10 * MiB})
    real = struct.pack("<I", 10 * MiB)
    assert honest.count(real) == 2

    found = collect_upload(tmp_path, "hw.zip", honest.replace(real, struct.pack("<I", 1000)))

    assert reasons(found) == {"ana/hw.zip!bptt.py": "unreadable_archive"}


@pytest.mark.parametrize("claims", [200_000, 3])
def test_a_zip_of_200_000_members_is_refused_before_they_are_objects(tmp_path, claims, monkeypatch):
    made = zip_of({f"{n:x}": b"" for n in range(60_000)}, zipfile.ZIP_STORED)
    lying = made[:-12] + struct.pack("<H", claims % 65536) + made[-10:]
    monkeypatch.setattr(zipfile.ZipInfo, "__init__", lambda *_: pytest.fail("an object was made"))

    found = collect_upload(tmp_path, "hw.zip", lying)

    (problem,) = found.problems
    assert problem.reason == "the archive holds more than 2000 files"
    assert problem.todo == "hand in the exercises only"


def test_a_tar_of_too_many_members_is_refused(tmp_path):
    found = collect_upload(tmp_path, "hw.tgz", tar_of({f"{n}": b"" for n in range(5000)}))

    assert reasons(found) == {"ana/hw.tgz": "too_many"}


def test_a_hundred_bad_members_are_fifty_problems_and_a_count(tmp_path):
    found = collect_upload(tmp_path, "hw.zip", zip_of({f"../{n}": b"" for n in range(100)} | {"bptt.py": CODE}))

    assert len(found.problems) == 51
    assert found.problems[-1].reason == "50 more entries cannot be read"
    assert len(found.submissions) == 1


def test_an_encrypted_member_is_refused(tmp_path):
    raw = bytearray(zip_of({"bptt.py": CODE}))
    raw[6] |= 1
    raw[raw.index(b"PK\1\2") + 8] |= 1

    found = collect_upload(tmp_path, "hw.zip", bytes(raw))

    assert [(one.reason, one.todo) for one in found.problems] == [("it is encrypted", "ask for it without a password")]


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_compression_is_refused(tmp_path, compression):
    found = collect_upload(tmp_path, "hw.zip", zip_of({"bptt.py": CODE}, compression))

    assert reasons(found) == {"ana/hw.zip!bptt.py": "unusual_compression"}


def test_an_archive_over_the_limit_is_not_read(tmp_path):
    found = collect_upload(tmp_path, "hw.zip", b"PK" + b"\0" * limits.UPLOAD.archive_bytes)

    assert [one.reason for one in found.problems] == [f"it has {20 * MiB + 2} bytes; the limit is {20 * MiB}"]


def test_what_a_student_hands_in_altogether_has_a_limit(tmp_path):
    big = zip_of({"bptt.py": CODE, "x": b"\0" * 19 * MiB}, zipfile.ZIP_STORED)

    found = collect_here(folder_of(tmp_path, {f"ana/hw{n}.zip": big for n in range(5)}))

    assert set(reasons(found).values()) == {"too_large"}
    assert answers(found) == {("ana",): {"bptt": CODE}}, "those within the limit are equal, and one is graded"


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"PK",
        b"PK\5\6" + b"\0" * 18,
        b"PK\5\6" + b"\xff" * 18,
        b"Rar!\x1a\7\0" + b"x" * 600,
        b"\x1f\x8b\x08" + b"\0" * 40,
        zip_of({"bptt.py": CODE})[:-30],
        tar_of({"bptt.py": CODE * 1000})[:-40],
        tar_of({"bptt.py": CODE * 1000}, compressed=False)[:700],
    ],
)
def test_damaged_archives_are_problems(tmp_path, damaged):
    for name in ("hw.zip", "hw.tar.gz"):
        found = collect_upload(tmp_path / name, name, damaged)

        assert set(reasons(found).values()) <= {"unreadable_archive", "nothing"}
        assert found.problems
        assert found.submissions == ()


def test_a_file_that_is_no_archive_at_all_is_called_that(tmp_path):
    found = collect_upload(tmp_path, "hw.tar", b"def bptt():\n    return 0\n" * 40)

    assert [one.reason for one in found.problems] == ["the archive cannot be read: it is neither a zip nor a tar"]


def test_a_member_without_a_name_is_refused(tmp_path):
    raw = zip_of({"x": b"", "rnn.py": CODE}, zipfile.ZIP_STORED)
    at = raw.index(b"PK\1\2")
    nameless = raw[: at + 28] + b"\0\0" + raw[at + 30 : at + 46] + raw[at + 47 :]
    end = nameless.index(b"PK\5\6") + 12
    shorter = int.from_bytes(nameless[end : end + 4], "little") - 1
    nameless = nameless[:end] + struct.pack("<I", shorter) + nameless[end + 4 :]

    found = collect_upload(tmp_path, "hw.zip", nameless)

    assert [one.reason for one in found.problems] == ["it has no name"]
    assert answers(found) == {("ana",): {"rnn": CODE}}


# What tarfile itself stumbled over


def header(name: bytes, size: bytes, kind: bytes) -> bytes:
    block = bytearray(name.ljust(100, b"\0") + b"0000644\0" * 3 + size + b"0" * 11 + b"\0" + b" " * 8 + kind)
    block = block.ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 247
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def octal(size: int) -> bytes:
    return b"%011o\0" % size


def test_a_negative_size_ends_the_archive(tmp_path):
    negative = b"\xff" * 11 + b"\x80"  # base 256, two's complement

    for kind in (b"0", b"x", b"L"):
        raw = header(b"bptt.py", negative, kind) + b"\0" * 2048
        found = collect_upload(tmp_path / kind.decode(), "hw.tar", raw)
        assert set(reasons(found).values()) <= {"too_large", "unreadable_archive"}
        assert found.problems


@pytest.mark.parametrize(
    "records",
    [b"1" * 60_000, b"1" * 60_000 + b" hdrcharset=", b"0 path=x\n", b"-5 path=x\n", b"99 path=x\n", b"\xff" * 1024],
)
def test_an_extended_header_that_tarfile_takes_quadratic_time_over_is_refused_at_once(tmp_path, records):
    padded = records.ljust(-(-len(records) // 512) * 512, b"\0")
    raw = header(b"x", octal(len(records)), b"x") + padded + header(b"bptt.py", octal(0), b"0") + b"\0" * 1024
    start = time.monotonic()

    found = collect_upload(tmp_path, "hw.tar", raw)

    assert time.monotonic() - start < 1
    assert reasons(found) == {"ana/hw.tar": "unreadable_archive"}


def test_sparse_files_are_refused(tmp_path):
    old = header(b"bptt.py", octal(0), b"S") + b"\0" * 1024
    record = b"22 GNU.sparse.major=1\n"
    new = header(b"x", octal(len(record)), b"x") + record.ljust(512, b"\0") + header(b"bptt.py", octal(0), b"0")

    for n, raw in enumerate((old, new + b"\0" * 1024)):
        found = collect_upload(tmp_path / str(n), "hw.tar", raw)
        assert [one.reason for one in found.problems] == ["the archive cannot be read: it holds a sparse file"]


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_long_names_are_read_in_every_dialect(tmp_path, form):
    name = "a" * 90 + "/" + ("ü" if form == tarfile.PAX_FORMAT else "b") * 90 + "/bptt.py"

    (one,) = collect_upload(tmp_path, "hw.tgz", tar_of({name: CODE}, form=form)).submissions

    assert one.filename == name


# Whatever the bytes


@given(st.binary(max_size=2000), st.sampled_from([b"", b"PK\3\4", b"\x1f\x8b\x08\0"]))
def test_any_bytes_are_a_tree_or_a_refusal(content, start):
    open_or_refuse(start + content)


GOOD = {
    "zip": zip_of({"bptt.py": CODE * 9, "d/rnn.py": CODE}),
    "tar": tar_of({"bptt.py": CODE, "d" * 150 + "/rnn.py": CODE}, compressed=False),
    "tgz": tar_of({"bptt.py": CODE, "d/rnn.py": CODE}),
}


@given(
    st.sampled_from(sorted(GOOD)),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=8)), max_size=6),
)
def test_any_damage_is_a_tree_or_a_refusal(kind, changes):
    raw = bytearray(GOOD[kind])
    for at, patch in changes:
        at %= len(raw)
        raw[at : at + len(patch)] = patch
    open_or_refuse(bytes(raw))


def open_or_refuse(content: bytes) -> None:
    try:
        tree = opening.open_upload(content, "hw")
    except RefusedError as refused:
        assert refused.reason
        return
    for path in tree.files:
        assert not path.startswith("/")
        assert ".." not in path.split("/")
        try:
            assert len(tree.read(path, 1000)) <= 1000
        except RefusedError as refused:
            assert refused.reason
