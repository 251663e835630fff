"""A learner's file that looks around, prints, and dies in every way there is."""

import ctypes
import os
import stat
import subprocess
import sys
import threading
import time

import numpy as np

print("loading")


def environment():
    return dict(os.environ)


def descriptors():
    found = {}
    for descriptor in range(256):
        try:
            mode = os.fstat(descriptor).st_mode
        except OSError:
            continue
        kinds = (("socket", stat.S_ISSOCK), ("file", stat.S_ISREG), ("device", stat.S_ISCHR), ("pipe", stat.S_ISFIFO))
        found[str(descriptor)] = next((name for name, test in kinds if test(mode)), "else")
    return found


def all_descriptors():
    found = []
    for descriptor in range(2000):
        try:
            os.fstat(descriptor)
            found.append(descriptor)
        except OSError:
            continue
    return found


def place():
    return {
        "cwd": os.getcwd(),
        "pid": os.getpid(),
        "session": os.getsid(0),
        "group": os.getpgrp(),
        "stdin": sys.stdin.read(),
    }


def modules():
    return sorted(name for name in sys.modules if name.partition(".")[0] == "grader")


def double(x):
    return 2 * x


def say(text):
    print(text)


def say_much(characters):
    for _ in range(characters // 100):
        print("x" * 99)
    return "done"


def say_everywhere():
    print("print")
    print("stderr", file=sys.stderr)
    sys.stdout.flush()
    os.write(1, b"descriptor 1\n")
    os.write(2, b"descriptor 2\n")
    subprocess.run(["echo", "child"])
    os.system("echo shell")
    return "done"


def write_past_the_end():
    written = 0
    while written < 10 << 20:
        written += os.write(1, b"y" * 4096)
    return written


def say_then_die(text):
    print(text)
    os._exit(3)


def loop():
    while True:
        pass


def sleep_in_c():
    time.sleep(1000)


def ignore_everything():
    import signal

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def exit_softly(code):
    sys.exit(code)


def exit_hard(code):
    os._exit(code)


def segfault():
    ctypes.string_at(0)


def abort():
    os.abort()


def recurse(depth=0):
    return recurse(depth + 1)


def overflow_the_stack():
    nested = iter(())
    for _ in range(200_000):
        nested = map(abs, nested)
    return next(nested)  # each asks the one in it, in C, where no Python counts


def recurse_without_a_limit():
    sys.setrecursionlimit(10**9)

    class Endless:
        def __repr__(self):
            return repr(self)

    return repr(Endless())


def much_memory():
    return np.ones(1 << 32)


def much_memory_in_lists():
    kept = []
    while True:
        kept.append(bytearray(10**7))


def spoil(x):
    x[0] = 9.0
    x.sort()


def warn(x):
    return 1 / x


def raise_here():
    raise ValueError("told\x1b[31m you")


def raise_unspeakable():
    class Mute(Exception):
        def __str__(self):
            raise RuntimeError("no")

    raise Mute


def thread_in_background(path):
    def beat():
        while True:
            with open(path, "ab") as file:
                file.write(b".")
            time.sleep(0.01)

    threading.Thread(target=beat, daemon=False).start()
    return "returned"


def child_in_background():
    return subprocess.Popen(["sleep", "1000"]).pid


def child_in_its_own_session():
    child = os.fork()
    if child == 0:
        os.setsid()
        ctypes.CDLL(None).prctl(15, b"left_behind", 0, 0, 0)  # its name
        time.sleep(1000)
    time.sleep(0.1)
    return child


def hostile_value():
    class Hostile(np.ndarray):
        def __array_finalize__(self, other):
            raise RuntimeError("looked at")

    return [np.zeros(2), type("Fraction", (), {"__array__": lambda self: 1 / 0})()]
