"""A poorer machine: `python denied.py NUMBERS PROGRAM...` runs a program without these system calls.

Numbers are system calls joined by commas; `prctl22` refuses seccomp filters themselves.
"""

from __future__ import annotations

import errno
import os
import struct
import sys

from grader.inside import kernel

LOAD, EQUAL, END = 0x20, 0x15, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
PRCTL = {"x86_64": 157, "aarch64": 167}[kernel.MACHINE]


def refuse(names: list[str]) -> bytes:
    steps = []
    for name in names:
        if name == "prctl22":
            steps += [(LOAD, 0, 0, 0), (EQUAL, 0, 3, PRCTL), (LOAD, 0, 0, 16), (EQUAL, 0, 1, 22), (END, 0, 0, REFUSE)]
        else:
            steps += [(LOAD, 0, 0, 0), (EQUAL, 0, 1, int(name)), (END, 0, 0, REFUSE)]
    return b"".join(struct.pack("=HBBI", *step) for step in [*steps, (END, 0, 0, ALLOW)])


if __name__ == "__main__":
    kernel.gain_nothing_by_exec()
    kernel.load_filter(refuse(sys.argv[1].split(",")))
    os.execv(sys.argv[2], sys.argv[2:])
