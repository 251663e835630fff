"""expect: right; prints much, and in every way"""

import logging
import pprint
import sys


def demand(x):
    for _ in range(2000):
        print("a line", end="\n", flush=True)
    print("to stderr", file=sys.stderr)
    sys.stdout.write("by the stream\n")
    logging.warning("logged")
    pprint.pprint({"x": x})
    return sys.stdout.isatty() is False
