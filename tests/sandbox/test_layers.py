"""Every layer by itself, in a throw-away process: what it refuses, and what it leaves alone."""

from __future__ import annotations

import errno
import importlib
import os
import resource
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("every layer is Linux", allow_module_level=True)

from benchmarks.tiers import LAYERS_OF
from grader.inside import kernel, landlock, namespaces, places, probe, rlimits, seccomp
from grader.sandbox.tiers import strangers_welcome, tier_of


def numbers_of(*attempts: Callable[[], object]) -> str:
    """The names of the errors that attempts end in."""
    found = []
    for attempt in attempts:
        try:
            attempt()
            found.append("ok")
        except OSError as error:
            found.append(errno.errorcode[error.errno or 0])
    return " ".join(found)


def listing(folder: Path) -> Callable[[], object]:
    return lambda: list(folder.iterdir())


# seccomp


def test_a_filter_refuses_with_errors_that_read_naturally(tmp_path):
    file = tmp_path / "file"
    file.write_text("x")

    def confined() -> str:
        kernel.gain_nothing_by_exec()
        seccomp.load(seccomp.program(files=True), os.getpid())
        return numbers_of(
            lambda: file.read_text(),
            lambda: file.write_text("y"),
            lambda: os.fork(),
            lambda: socket.socket(),
            lambda: os.kill(os.getppid(), 0),
            (tmp_path / "new").mkdir,
            lambda: os.execv("/bin/true", ["true"]),
            lambda: os.getpid(),
        )

    assert probe.tried(confined) == "ok EROFS EAGAIN EPERM EPERM EPERM EPERM ok"


def test_a_filter_without_files_opens_none(tmp_path):
    def confined() -> str:
        kernel.gain_nothing_by_exec()
        seccomp.load(seccomp.program(files=False), os.getpid())
        return numbers_of(lambda: os.open("/dev/null", os.O_RDONLY), Path("/").stat, listing(Path("/")))

    assert probe.tried(confined) == "EACCES EPERM EACCES"


def test_what_nobody_does_by_accident_kills_the_process():
    def confined() -> str:
        kernel.gain_nothing_by_exec()
        seccomp.load(seccomp.program(files=True), os.getpid())
        kernel.unshare(kernel.NEW_USERS)
        return "alive"

    assert probe.tried(confined) == "ended without a word"


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_named_call_has_one_number_and_one_verdict(machine, monkeypatch):
    monkeypatch.setattr(kernel, "MACHINE", machine)
    numbers = seccomp._numbers()

    assert len(set(numbers.values())) == len(numbers)
    assert not set(seccomp.ALLOWED) & set(seccomp.KILLED)
    assert {"read", "write", "mmap", "exit_group"} <= set(numbers)
    program = seccomp.program(files=True)
    assert len(program) % 8 == 0 and len(program) // 8 < 4096  # the kernel's limit


def run_filter(program: bytes, number: int, arguments: tuple[int, ...] = (), architecture: int = 0xC000003E) -> int:
    """What the kernel would do: the filter's own instructions, one by one."""
    data = number.to_bytes(4, "little") + architecture.to_bytes(4, "little") + bytes(8)
    data += b"".join(value.to_bytes(8, "little") for value in (*arguments, 0, 0, 0, 0, 0, 0)[:6])
    steps = [
        (
            int.from_bytes(program[at : at + 2], "little"),
            program[at + 2],
            program[at + 3],
            int.from_bytes(program[at + 4 : at + 8], "little"),
        )
        for at in range(0, len(program), 8)
    ]
    at, loaded = 0, 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        match code:
            case 0x20:
                loaded = int.from_bytes(data[value : value + 4], "little")
            case 0x54:
                loaded &= value
            case 0x15:
                at += yes if loaded == value else no
            case 0x35:
                at += yes if loaded >= value else no
            case 0x45:
                at += yes if loaded & value else no
            case 0x05:
                at += value
            case 0x06:
                return value


ALLOW, KILL = 0x7FFF0000, 0x80000000


def refused(number: int) -> int:
    return 0x00050000 | number


@pytest.mark.parametrize("files", [True, False])
def test_every_number_gets_the_verdict_of_its_name(files, monkeypatch):
    monkeypatch.setattr(kernel, "MACHINE", "x86_64")
    program, names = seccomp.program(files), {number: name for name, number in seccomp._numbers().items()}
    for number in range(600):
        name = names.get(number, "")
        verdict = run_filter(program, number)
        if name in seccomp.KILLED:
            assert verdict == KILL, name
        elif name in seccomp.ALLOWED or (files and name in seccomp.LOOKING):
            assert verdict == ALLOW, name
        elif name not in {*seccomp._SPECIAL, "open", "openat"}:
            assert verdict == refused(errno.EPERM), name or number


def test_another_architecture_and_the_x32_table_are_deadly(monkeypatch):
    monkeypatch.setattr(kernel, "MACHINE", "x86_64")
    program = seccomp.program(files=True)

    assert run_filter(program, 0, architecture=0x40000003) == KILL  # int 0x80
    assert run_filter(program, 0x40000000) == KILL


@pytest.mark.parametrize(
    ("number", "arguments", "verdict"),
    [
        (257, (0, 0, os.O_RDONLY | os.O_CLOEXEC), ALLOW),
        (257, (0, 0, os.O_RDONLY | os.O_DIRECTORY), ALLOW),
        (257, (0, 0, os.O_WRONLY), refused(errno.EROFS)),
        (257, (0, 0, os.O_RDWR), refused(errno.EROFS)),
        (257, (0, 0, os.O_CREAT), refused(errno.EROFS)),
        (257, (0, 0, os.O_PATH), refused(errno.EROFS)),
        (257, (0, 0, os.O_TMPFILE), refused(errno.EROFS)),
        (302, (0, 7, 0, 1), ALLOW),
        (302, (1, 7, 0, 1), refused(errno.EPERM)),
        (302, (0, 7, 1 << 32, 1), refused(errno.EPERM)),
        (72, (3, 1), ALLOW),
        (72, (3, 4), refused(errno.EPERM)),  # F_SETFL
        (72, (3, 1033), refused(errno.EPERM)),  # F_ADD_SEALS
        (202, (0, 0 | 128), ALLOW),  # FUTEX_WAIT, private
        (202, (0, 9 | 128 | 256), ALLOW),  # FUTEX_WAIT_BITSET with the wall clock
        (202, (0, 6 | 128), refused(errno.EPERM)),  # FUTEX_LOCK_PI
        (202, (0, 12), refused(errno.EPERM)),  # FUTEX_CMP_REQUEUE_PI
        (324, (1,), refused(errno.EPERM)),  # membarrier: makes every processor of the machine wait
        (234, (seccomp._OWN_PID, 1, 6), ALLOW),
        (234, (1, 1, 6), refused(errno.EPERM)),
        (435, (), refused(errno.ENOSYS)),
        (56, (), refused(errno.EAGAIN)),
        (16, (0, 0x5401), refused(errno.ENOTTY)),
    ],
)
def test_some_calls_are_judged_by_their_arguments(number, arguments, verdict, monkeypatch):
    monkeypatch.setattr(kernel, "MACHINE", "x86_64")

    assert run_filter(seccomp.program(files=True), number, arguments) == verdict


# Landlock


@pytest.mark.skipif(not landlock.version(), reason="no Landlock here")
def test_landlock_leaves_only_reading_below_the_given_places(tmp_path):
    (tmp_path / "open").mkdir()
    for name in ("open/file", "closed"):
        (tmp_path / name).write_text("x")

    def confined() -> str:
        kernel.gain_nothing_by_exec()
        landlock.restrict([tmp_path / "open", tmp_path / "absent"])
        return numbers_of(
            lambda: (tmp_path / "open" / "file").read_text(),
            listing(tmp_path / "open"),
            lambda: (tmp_path / "closed").read_text(),
            lambda: (tmp_path / "open" / "file").write_text("y"),
            lambda: (tmp_path / "open" / "new").mkdir(),
            listing(tmp_path),
        )

    assert probe.tried(confined) == "ok ok EACCES EACCES EACCES EACCES"


# rlimits


def test_limits_are_lowered_and_never_raised():
    def confined() -> str:
        rlimits.lower(resource.RLIMIT_NOFILE, 20)
        rlimits.lower(resource.RLIMIT_NOFILE, 50)
        return f"{resource.getrlimit(resource.RLIMIT_NOFILE)}"

    assert probe.tried(confined) == "(20, 20)"


def test_a_childs_processor_time_ends_it_even_where_signals_are_ignored():
    bounds = rlimits.Bounds(1 << 30, 1, 1 << 16)

    def confined() -> str:
        rlimits.limit_a_child(bounds, kernel.address_space_bytes())
        return f"{resource.getrlimit(resource.RLIMIT_CPU)} {resource.getrlimit(resource.RLIMIT_NPROC)}"

    assert probe.tried(confined) == "(1, 1) (0, 0)"


# Namespaces


def namespaces_here() -> bool:
    return probe.tried(probe.PROBES["namespaces"]) == "on"


@pytest.mark.skipif(not namespaces_here(), reason="no namespaces here")
def test_a_new_world_has_one_process_no_network_and_the_given_places(tmp_path):
    (tmp_path / "shown").mkdir()
    (tmp_path / "shown" / "file").write_text("x")

    def confined() -> str:
        assert namespaces.enter() == "on"
        namespaces.leave_for_an_empty_root([tmp_path / "shown"])
        file = tmp_path / "shown" / "file"
        interfaces = [name for _, name in socket.if_nameindex()]
        tried = numbers_of(file.read_text, lambda: file.write_text("y"), Path("/new").mkdir, Path("/proc").stat)
        return f"{os.getpid()} {interfaces} {tried}"

    assert probe.tried(confined) == "1 ['lo'] ok EROFS EROFS ENOENT"


COVERED = "site-packages/grader/answer.py"


def installed_in(folder: Path, neighbours: int = 1) -> Path:
    """A folder of packages, ours among them."""
    (folder / COVERED).parent.mkdir(parents=True)
    (folder / COVERED).write_text("ANSWER = 42")
    packages = folder / "site-packages"
    for number in range(neighbours):
        (packages / f"neighbour_{number}").mkdir()
        (packages / f"neighbour_{number}" / "__init__.py").write_text("")
    return packages


@pytest.mark.skipif(not namespaces_here(), reason="no namespaces here")
def test_a_covered_folder_appears_empty_and_its_neighbours_do_not(tmp_path):
    packages = installed_in(tmp_path)

    def confined() -> str:
        assert namespaces.enter() == "on"
        namespaces.leave_for_an_empty_root([packages], [packages / "grader"])
        left = [entry.name for entry in (packages / "grader").iterdir()]
        attempts = (
            (tmp_path / COVERED).read_text,
            lambda: (packages / "grader" / "new").write_text("x"),
            (packages / "neighbour_0" / "__init__.py").read_text,
        )
        return f"{left} {numbers_of(*attempts)}"

    assert probe.tried(confined) == "[] ENOENT EROFS ok"


@pytest.mark.skipif(not namespaces_here(), reason="no namespaces here")
def test_a_cover_holds_against_who_is_root_in_a_namespace_of_his_own(tmp_path):
    packages = installed_in(tmp_path)
    elsewhere, cover = str(packages / "neighbour_0"), str(packages / "grader")

    def attempts() -> str:
        return numbers_of(
            lambda: kernel.unmount(cover),
            lambda: kernel.mount(str(packages), elsewhere, kernel.BIND),
            (tmp_path / COVERED).read_text,
            (packages / "neighbour_0" / "grader" / "answer.py").read_text,
        )

    def confined() -> str:
        assert namespaces.enter() == "on"
        namespaces.leave_for_an_empty_root([packages], [packages / "grader"])
        kernel.keep_capabilities()
        as_a_child = attempts()
        kernel.unshare(kernel.NEW_USERS | kernel.NEW_MOUNTS)
        return f"{as_a_child}; {attempts()}"

    assert probe.tried(confined) == "EPERM EPERM ENOENT ENOENT; EINVAL EINVAL ENOENT ENOENT"


@pytest.mark.skipif(not namespaces_here(), reason="no namespaces here")
def test_an_installation_costs_one_mount_however_many_packages_lie_beside_it(tmp_path, monkeypatch):
    def mounts(packages: Path) -> int:
        monkeypatch.syspath_prepend(str(packages))
        found = places.found()

        def confined() -> str:
            made = []
            mount = kernel.mount
            monkeypatch.setattr(kernel, "mount", lambda *how: (made.append(how), mount(*how)))
            assert namespaces.enter() == "on"
            made.clear()
            namespaces.leave_for_an_empty_root(found.roots, found.covers())
            return str(len(made))

        counted = probe.tried(confined)
        monkeypatch.undo()
        return int(counted)

    few, many = installed_in(tmp_path / "few", neighbours=1), installed_in(tmp_path / "many", neighbours=30)
    (tmp_path / "none" / "site-packages").mkdir(parents=True)

    assert mounts(few) == mounts(many) == mounts(tmp_path / "none" / "site-packages") + 1


# Places


def test_what_is_hidden_is_left_out_and_its_neighbours_are_not(tmp_path):
    for name in ("site/numpy", "site/grader/_bundled", "site/torch"):
        (tmp_path / name).mkdir(parents=True)
    root = tmp_path / "site"

    assert places.without(root, [root / "grader"]) == [root / "numpy", root / "torch"]
    assert places.without(root, [root]) == places.without(root / "numpy", [root]) == []
    assert places.without(root, [tmp_path / "elsewhere"]) == [root]


def test_a_link_to_what_is_hidden_is_left_out_and_another_is_not(tmp_path):
    packages = installed_in(tmp_path)
    for name, target in (("same", "grader"), ("above", ".."), ("below", "grader/answer.py"), ("other", "neighbour_0")):
        (packages / name).symlink_to(target)
    (packages / "circle").symlink_to("circle")
    left = ["circle", "neighbour_0", "other"]

    assert places.without(packages, [packages / "grader"]) == [packages / name for name in left]


def test_nothing_of_ours_is_readable_and_numpy_is():
    import numpy

    found = places.found()
    shown = found.readable()
    ours = Path(places.__file__).resolve().parent.parent
    below = [place for place in shown if place == ours or place in ours.parents or ours in place.parents]
    bare = [root for root in found.roots if root in ours.parents and ours not in found.covers()]

    assert below == bare == []
    assert any(place in Path(numpy.__file__).parents for place in shown)


def test_another_installation_of_ours_is_not_readable_and_its_neighbours_are(tmp_path, monkeypatch):
    packages = tmp_path / "lib" / "site-packages"
    for name in ("grader/_bundled/solutions", "numpy", "torch"):
        (packages / name).mkdir(parents=True)
    monkeypatch.syspath_prepend(str(packages))

    found = places.found()

    assert [place for place in found.readable() if packages in place.parents] == [
        packages / "numpy",
        packages / "torch",
    ]
    assert found.divided().count(packages) == 1
    assert packages in found.roots and packages / "grader" in found.covers()


def test_an_installation_in_a_folder_of_packages_below_another_is_hidden(tmp_path, monkeypatch):
    outer = tmp_path / "lib" / "site-packages"
    inner = installed_in(outer / "vendor" / "deep", neighbours=1)
    monkeypatch.syspath_prepend(str(outer))
    monkeypatch.syspath_prepend(str(inner))

    found = places.found()

    assert inner / "grader" in found.covers()
    assert [place for place in found.readable() if inner in place.parents] == [inner / "neighbour_0"]


def test_an_installation_is_hidden_however_its_folder_is_spelt(tmp_path, monkeypatch):
    packages = installed_in(tmp_path / "real", neighbours=2)
    (tmp_path / "spelt").symlink_to("real")
    spelt = tmp_path / "spelt" / "site-packages"
    monkeypatch.syspath_prepend(str(spelt))

    found = places.found([packages / "neighbour_0", tmp_path / "real" / "absent"])

    assert set(found.covers()) >= {spelt / "grader", spelt / "neighbour_0"}
    assert [place for place in found.readable() if tmp_path in place.parents] == [spelt / "neighbour_1"]


def test_what_lies_beside_another_installation_can_be_imported_and_its_solutions_cannot_be_read(tmp_path, monkeypatch):
    packages = tmp_path / "lib" / "site-packages"
    (packages / "grader").mkdir(parents=True)
    (packages / "grader" / "answer.py").write_text("ANSWER = 42")
    (packages / "some_neighbour.py").write_text("")
    monkeypatch.syspath_prepend(str(packages))

    def confined() -> str:
        kernel.gain_nothing_by_exec()
        found = places.found()
        landlock.restrict(found.readable(), found.divided())
        importlib.import_module("some_neighbour")
        return numbers_of((packages / "grader" / "answer.py").read_bytes, listing(packages.parent))

    assert probe.tried(confined) == "EACCES EACCES"


def test_a_folder_that_others_may_not_enter_is_seen(tmp_path):
    closed = tmp_path / "closed"
    (closed / "below").mkdir(parents=True)
    closed.chmod(0o700)

    assert not places.open_to_everybody([closed / "below"])


# Tiers


def test_a_tier_is_what_is_on_and_not_what_was_asked_for():
    on = {"namespaces": "on", "landlock": "on", "seccomp": "on", "rlimits": "on"}

    assert tier_of(on) == "2"
    assert tier_of(on | {"landlock": "no"}) == "2"
    assert tier_of(on | {"namespaces": "mount: Operation not permitted"}) == "1"
    assert tier_of(on | {"namespaces": "off", "landlock": "off"}) == "1b"
    assert tier_of(on | {"seccomp": "no"}) == tier_of(on | {"rlimits": "no"}) == tier_of({}) == "0"
    assert [tier for tier in LAYERS_OF if strangers_welcome(tier)] == ["2", "1", "1b"]
