"""expect: contained; a trace function looks into our frames"""

import sys


def trace(frame, event, argument):
    if frame.f_code.co_name == "call":
        frame.f_locals["value"] = "passed"
    return trace


sys.settrace(trace)
sys.setprofile(trace)
