"""Finds the grader's socket by looking through its own descriptors, and speaks there in our place."""

import os
import stat
import struct
import time


class Found:
    """A descriptor, written to as one writes to a file: there may be no socket call left."""

    def __init__(self, descriptor):
        self.descriptor = descriptor

    def sendall(self, data):
        left = memoryview(data)
        while left:
            left = left[os.write(self.descriptor, left) :]

    def hang_up(self):
        os.close(self.descriptor)


def the_socket():
    for descriptor in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                return Found(descriptor)
        except OSError:
            continue
    raise LookupError("no socket")


def text(value):
    data = value.encode()
    return b"s" + struct.pack("<I", len(data)) + data


def listed(tag, *parts):
    return tag + struct.pack("<I", len(parts)) + b"".join(parts)


def array(*numbers):
    return b"a\0\1" + struct.pack("<Q", len(numbers)) + struct.pack(f"<{len(numbers)}d", *numbers)


def frame(payload):
    return struct.pack("<I", len(payload)) + payload


FRAMES = {
    "noise": b"\0\0\x10\0" + bytes(range(256)) * 300,
    "empty frame": frame(b""),
    "large reply": struct.pack("<I", 5 << 20) + b"N" * (5 << 20),
    "huge claim": struct.pack("<I", 2**32 - 1),
    "a million": frame(b"l" + struct.pack("<I", 10**6) + b"N" * 10**6),
    "word is an array": frame(listed(b"t", array(1, 2, 3), b"N", listed(b"m"), listed(b"l"))),
    "long message": frame(
        listed(b"t", text("raised"), text("E" * 10**6), text("é" * (1 << 20)), b"N", text("\x1b[2J" * 10**5))
    ),
}
ANSWER = frame(listed(b"t", text("returned"), b"T", listed(b"m"), listed(b"l")))
FRAMES["this answer and the next"] = ANSWER * 2
FRAMES["three megabytes"] = frame(listed(b"t", text("returned"), text("x" * (3 << 20)), listed(b"m"), listed(b"l")))


def bptt(mode):
    control = the_socket()
    if mode == "half a frame, then silence":
        control.sendall(struct.pack("<I", 100) + b"half")
    elif mode == "half a frame, then death":
        control.sendall(struct.pack("<I", 100) + b"half")
        os._exit(0)
    elif mode == "drop by drop":
        control.sendall(struct.pack("<I", 1 << 20))
        while True:
            control.sendall(b"N")
            time.sleep(0.01)
    elif mode == "hangs up and lives on":
        control.hang_up()
    else:
        control.sendall(FRAMES[mode])
    time.sleep(60)


def numerical_gradient(*anything):
    return 1.0
