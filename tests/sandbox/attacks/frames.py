"""expect: contained; looks for answers in its callers' variables"""

import sys


def rnn_step(*anything):
    frame = sys._getframe()
    while frame is not None:
        for name, value in {**frame.f_globals, **frame.f_locals}.items():
            if name in {"expected", "reference", "solution", "rubric", "given", "course"}:
                print("PWNED", name, value)
        frame = frame.f_back
