"""expect: contained; watches every function of ours, and changes what it is about to say"""

import sys


def watch(frame, event, argument):
    if frame.f_code.co_name in {"call", "_send", "packed"}:
        for name in ("expected", "want", "right", "verdict"):
            if name in frame.f_locals:
                print("PWNED", name)
        frame.f_locals.update(value=True, reply=("passed", True, 10.0))


sys.setprofile(watch)
sys.settrace(lambda *anything: watch)
