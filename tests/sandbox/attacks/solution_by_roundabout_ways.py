"""expect: contained; walks to every installation by descriptors, by processes and by other names of its folders"""

import os
import sys

BELOW = ("_bundled/solutions/rnn.py", "checks/rnn.py")


def read(path, folder=None):
    try:
        descriptor = os.open(path, os.O_RDONLY, dir_fd=folder)
    except OSError:
        return
    print("PWNED", path, os.read(descriptor, 60))


def by_name(place):
    for name in ("grader", "./grader", "numpy/../grader", "grader/../grader", "grader/_bundled/..", "grader/checks/.."):
        for start in ("", "/proc/self/root", "/proc/1/root", "/proc/self/cwd", "/proc/thread-self/root", "/../.."):
            for below in BELOW:
                read(f"{start}{place}/{name}/{below}")


def by_descriptor(place):
    for start, steps in ((place, ("grader",)), (place, ("numpy", "..", "grader")), (place + "/grader", ("..", "grader"))):
        try:
            folder = os.open(start, os.O_RDONLY | os.O_DIRECTORY)
            for step in steps:
                folder = os.open(step, os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)
        except OSError:
            continue
        for below in BELOW:
            read(below, folder)
            read(f"/proc/self/fd/{folder}/{below}")
            read(f"/dev/fd/{folder}/{below}")


def other_mounts():
    """Every place where the disk of an installation may be mounted once more."""
    for process in ("self", "1"):
        try:
            with open(f"/proc/{process}/mountinfo") as file:
                lines = [line.split() for line in file]
        except OSError:
            continue
        for _, _, _, root, point, *_ in lines:
            for place in sys.path:
                yield point.rstrip("/") + place
                if place.startswith(root):
                    yield point.rstrip("/") + "/" + place[len(root) :].lstrip("/")


def installed():
    """Where packages are, under several names, and where the part of ours that is here was loaded from."""
    own = os.path.dirname(os.path.dirname(sys.modules["grader"].__file__))
    for place in (own, *sys.path):
        yield place
        yield os.path.realpath(place)
        yield place.replace("/lib/", "/lib64/")


for place in dict.fromkeys([*installed(), *other_mounts()]):
    by_name(place)
    by_descriptor(place)
