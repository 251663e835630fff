"""expect: contained; looks for the grader's secret among all objects"""

import gc

secret = "".join(["can", "ary", "-"])
for thing in gc.get_objects():
    text = repr(thing)[:2000] if isinstance(thing, (dict, list, tuple, set)) else ""
    found = text.find(secret)
    if found >= 0:
        print("leaked", text[found : found + 40])
